"""The course on paper: the math of each week on a page, and each gradient line by line, as PDF.

`math_page` and `gradient_page` write the text of a handout, in Markdown with LaTeX. `write_pdf`
typesets it: pandoc translates it for Typst, which makes the PDF. No TeX is needed, and nothing
comes from the network.
"""

from mlsmath.commands.handout.pages import gradient_page, math_page
from mlsmath.commands.handout.pdf import write_pdf
from mlsmath.commands.handout.write import write_handouts

__all__ = ["gradient_page", "math_page", "write_handouts", "write_pdf"]
