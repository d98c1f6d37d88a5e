"""From what a shell sent to a notebook with outputs, by nbclient's own rules."""

import base64
from typing import Any

from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute

DID_NOT_RUN = "NotRunError"


class Silent:
    """Takes the place of the kernel's client: nobody listens."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *_: Any, **__: Any) -> "Silent":  # noqa: D102
        return self


def replay(nb: NotebookNode, report: dict, language: dict[str, Any]) -> NotebookNode:
    """Put the outputs of a run into a notebook; cells that did not run get an error that says so.

    Parameters
    ----------
    nb
        The notebook as it was run.
    report
        What the supervisor reported: for each cell its messages and its reply.
    language
        What a kernel says of its language.
    """
    client = Execute()
    client.nb = nb
    client.reset_execution_trackers()
    client.kc = Silent()
    nb.metadata["language_info"] = language
    done = {cell["index"]: cell for cell in report.get("cells", [])}
    for index, cell in enumerate(nb.cells):
        if index in done:
            cell.outputs = []
            _replay_cell(client, cell, index, done[index])
    client.set_widgets_metadata()
    return nb


def _replay_cell(client: Execute, cell: NotebookNode, index: int, told: dict) -> None:
    name = f"cell-{index}"
    cell.metadata["execution"] = {}
    reply = told.get("reply")
    if not isinstance(reply, dict):
        return
    busy = {"msg_type": "status", "content": {"execution_state": "busy"}}
    idle = {"msg_type": "status", "content": {"execution_state": "idle"}}
    asked: dict[str, Any] = {"msg_type": "execute_input", "content": {}}
    count = reply.get("execution_count")
    if type(count) is int:
        asked["content"]["execution_count"] = count
    client.clear_before_next_output = False
    for message in [busy, asked, *_messages(told), idle]:
        whole = {
            "header": {"msg_type": message["msg_type"]},
            "parent_header": {"msg_id": message.get("parent") or name},
            "metadata": {},
            "buffers": [],
            **message,
        }
        try:
            whole["buffers"] = [base64.b64decode(part) for part in whole["buffers"]]
            client.process_message(whole, cell, index)
        except CellExecutionComplete:
            break
        except Exception as error:
            cell.outputs.append(problem("UnreadableOutput", type(error).__name__))
    if reply.get("status") == "error":
        words = {key: str(reply.get(key, "")) for key in ("ename", "evalue")}
        lines = reply.get("traceback")
        lines = [str(line) for line in lines] if isinstance(lines, list) else []
        content = {**words, "status": "error", "traceback": lines}
        client.on_cell_executed(cell=cell, cell_index=index, execute_reply={"content": content})


def _messages(told: dict) -> list[dict]:
    found = told.get("messages")
    return [m for m in found if _is_message(m)] if isinstance(found, list) else []


def _is_message(message: Any) -> bool:
    return (
        isinstance(message, dict)
        and isinstance(message.get("msg_type"), str)
        and isinstance(message.get("content"), dict)
        and message["msg_type"] not in ("status", "execute_input")
    )


def problem(name: str, words: str) -> NotebookNode:
    """Return an error output in one line."""
    return NotebookNode(
        output_type="error", ename=name, evalue=words, traceback=[f"{name}: {words}"]
    )
