"""Grading a whole class: nbgrader's own rules and gradebook, many submissions at once.

The way of a submission to its row in the gradebook, a line a step. `grade.grade` walks it, up to
the record; the page is made by `nbgrader generate_feedback`.

`intake.assignment`          what the gradebook and the instructor's notebooks expect of the week
`intake.hidden_tests`        what of each test a submission may see, and what waits
`baseline`                   the instructor's notebooks run once: what each test cell shows
`intake.inspection`          a student's folder: the files that are safe, the notebooks of the week
`intake.formats`, `.repair`  a notebook is read in whatever form it came, and mended
`intake.converter`           nbgrader puts its own locked cells in place
`running.pool`               a place among the workers of this machine, or of a cluster
`running.fork_client`        the job goes to a fork server, which has everything imported
`running.fork_server`        it forks for this notebook
`running.supervisor`         that fork hands out the cells, each with its time, and limits output
`running.watch`              beside it: what all processes together use, and what they wait for
`sandbox.worker`             its own fork, inside the walls of `sandbox.isolation`, runs the cells
`sandbox.shell`              as a kernel would; `sandbox.outputs` makes outputs of what it sent
`scoring.second_look`        each graded cell again, out of the submission's reach, with the hidden
                             tests; `sandbox.remote_functions` calls what the learner wrote
`scoring.verdict`            the points of each cell, and whether a person should look
`scoring.gradebook`          nbgrader's rows, one transaction a submission
`record`                     what happened, in a file that `reporting.summary` and a person can read
`reporting.feedback`         the page for the learner

Where there is no fork (macOS, Windows) `running.kernels` runs the notebooks in nbclient's kernels,
within those limits that need no sandbox. What lacked a processor when its time ran out is run again
at the end, alone.
"""
