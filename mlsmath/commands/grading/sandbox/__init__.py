"""Inside the walls: the process in which a submission runs, and all that it can reach."""
