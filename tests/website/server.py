"""A web server for a folder that compresses as public hosts do, and counts what it sends."""

import gzip
import ssl
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".wasm", ".ipynb", ".mjs"}


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".wasm": "application/wasm",
        ".js": "text/javascript",
        ".ipynb": "application/json",
    }

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.server.missing.append(self.path)
            self.send_error(404)
            return
        data, encoding = contents(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Access-Control-Allow-Origin", "*")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(data)
        self.server.sent.append((self.path.partition("?")[0], path.stat().st_size, len(data)))

    def log_message(self, *_):
        pass


@cache
def contents(path):
    data = path.read_bytes()
    return (gzip.compress(data), "gzip") if path.suffix in COMPRESSED else (data, None)


@contextmanager
def serving(folder, certificate=None):
    """Serve `folder`; the server has its address, what it sent and what was not there.

    With a `certificate`, a file that holds its key, too, it speaks https.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    if certificate:
        speaking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        speaking.load_cert_chain(certificate)
        server.socket = speaking.wrap_socket(server.socket, server_side=True)
    server.address = f"http://127.0.0.1:{server.server_port}"
    server.sent, server.missing = [], []
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
