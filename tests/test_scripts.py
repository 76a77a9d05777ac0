"""The scripts of the pages, tried by Node's own runner: tests/js/ says what of."""

import shutil
import subprocess
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "js").glob("*.test.js"))


def test_the_scripts_do_what_their_own_tests_say() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("THE SCRIPTS WERE NOT TESTED: install Node 18 or later, or leave it to the shared checks")
    run = subprocess.run([node, "--test", *map(str, FILES)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_are_scripts_to_try() -> None:
    assert FILES
