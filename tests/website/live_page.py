"""A live notebook in a browser, used as a learner uses it."""

PATIENCE = 240_000  # ms; a busy machine takes long to start Python
PANEL = "window.jupyterapp.shell.currentWidget"
CELL = "const cell = panel.content.widgets.find((one) => one.model.id === id);"


class LivePage:
    def __init__(self, page, address):
        self.page = page
        self.address = address
        page.set_default_timeout(PATIENCE)

    def open(self, name):
        """Open a notebook and wait until Python says that it is ready."""
        self.page.goto(f"{self.address}/live/notebooks/index.html?path={name}")
        self.wait_for("live-start", "is ready")

    def reload(self):
        self.page.reload()
        self.wait_for("live-start", "is ready")

    def save(self):
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(f"() => !{PANEL}.context.model.dirty")

    def run_all(self):
        """Run all cells and return the outputs of each code cell by its id."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            f"""() => {PANEL}.content.widgets
                .filter((cell) => cell.model.type === "code")
                .every((cell) => cell.model.executionCount)"""
        )
        return self.page.evaluate(
            f"""() => Object.fromEntries({PANEL}.content.widgets
                .filter((cell) => cell.model.type === "code")
                .map((cell) => [cell.model.id, cell.model.outputs.toJSON()]))"""
        )

    def write(self, cell, text):
        """Write `text` into a cell with the keyboard, in place of what was there."""
        editor = self.cell(cell).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def run(self, cell):
        """Run one cell with the keyboard, and return what it says then."""
        before = self.text(cell, "String(cell.model.executionCount)")
        self.cell(cell).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            f"""([id, before]) => {{ const panel = {PANEL}; {CELL}
                return cell.model.executionCount
                    && String(cell.model.executionCount) !== before; }}""",
            arg=[cell, before],
        )
        return self.said(cell)

    def said(self, cell):
        return self.text(cell, "cell.outputArea.node.innerText")

    def source(self, cell):
        return self.text(cell, "cell.model.sharedModel.getSource()")

    def cell(self, name):
        """Bring a cell onto the page and return it."""
        number = self.page.evaluate(
            f"""async (id) => {{ const panel = {PANEL}; {CELL}
                const number = panel.content.widgets.indexOf(cell);
                panel.content.activeCellIndex = number;
                await panel.content.scrollToItem(number);
                return number; }}""",
            name,
        )
        return self.page.locator(f'.jp-Cell[data-windowed-list-index="{number}"]')

    def text(self, cell, what):
        return self.page.evaluate(
            f"(id) => {{ const panel = {PANEL}; {CELL} return {what}; }}", cell
        )

    def drawn(self, stage):
        return stage.evaluate("(stage) => stage.querySelector('canvas').toDataURL()")

    def drawn_anew(self, stage, before):
        """Wait until a picture is another one than before, and return it."""
        self.page.wait_for_function(
            "([stage, before]) => stage.querySelector('canvas').toDataURL() !== before",
            arg=[stage.element_handle(), before],
        )
        return self.drawn(stage)

    def wait_for(self, cell, text):
        self.page.wait_for_function(
            f"""([id, text]) => {{
                const panel = window.jupyterapp && {PANEL};
                if (!panel || !panel.content || !panel.content.widgets) return false;
                {CELL}
                return cell && cell.outputArea.node.innerText.includes(text); }}""",
            arg=[cell, text],
        )
