"""What tests of readers and writers look at: the words of a document, the files of a format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from gouji.model.document import Document, Grid
from gouji.model.run import Run
from gouji.model.writer import Writer


def texts_of(document: Document) -> list[str]:
    """Return the headings and paragraphs of a document, in their order.

    >>> texts_of(document_of("gid-2021", overview="All went well."))[2]
    'All went well.'
    """
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def tables_of(document: Document) -> list[list[list[str]]]:
    """Return the tables of a document, each as rows of words; a cell stands in the row in which it begins.

    >>> [len(rows) for rows in tables_of(document_of("gid-2021"))]
    [14, 27, 4]
    """
    grids = (block for block in document.blocks if isinstance(block, Grid))
    return [[[cell.text for cell in row] for row in grid.by_row()] for grid in grids]


def files_of(writer: Writer, run: Run) -> dict[str, bytes]:
    """Write a run in one format; return the bytes of its files by their names, with forward slashes.

    >>> from gouji_plugins.writers.csv import writers
    >>> list(files_of(writers()[0], run))
    ['figures.csv', 'findings.csv', 'sections.csv']
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        writer.write(run, folder)
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
