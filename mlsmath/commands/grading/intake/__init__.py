"""Taking in: what was handed in becomes a notebook with nbgrader's locked cells, or is refused."""
