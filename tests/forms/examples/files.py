"""Papers about files that leave the office."""

from random import Random

from ashibue_desk.domain.file_passwords import FilePasswordFacts, new_file_password
from forms.file_password import render_file_password
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp


def _slip(made: MadeUp) -> FilePasswordFacts:
    return made.build(FilePasswordFacts, "PW", password=new_file_password(Random(made.seed)))


EXAMPLES = {"PW": Example(_slip, render_file_password)}
