"""What the commands run, behind what notebooks import: packages with a face of a few functions.

`contract`   `check` and `map`: each concept is explained directly before the cell that needs it
`course`     `learn`, `run` and `progress`: the learner's copy, its JupyterLab, its state
`site`       `site`: the course as pages, on which the pictures move
`handout`    `handout`: the math of a week on paper
`grading`    `grade` and `report`: from a submission to a row of the gradebook
`platforms`  `collect`, `class` and `return`: from a learning platform and back

`cli`        reads the command line, and imports a package when a command needs it
`errors`     what a command cannot do
`machine`    processors, and files in a folder
"""

import sys

# jsonschema, under nbformat, tries to import this one for the format of internationalised web
# addresses. No notebook needs it, and building its grammar takes longer than all the rest.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
