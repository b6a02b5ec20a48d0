"""How much of what is wrong in a module its tests see: `python -m tests.mutation FILE … [--tests FILE …]`.

Each mutant is the module with one thing wrong in it (a bound, a sign, a number, a call left out), in memory only, in a
process of its own that runs the tests until one fails. A mutant that no test fails survives, and is told. The sample is
drawn by the seed, so that a run can be told of and repeated (docs/decisions/0208).
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from resource import RLIMIT_CPU, setrlimit
from types import CodeType, ModuleType

ROOT = Path(__file__).parents[1]
SECONDS = 120
QUICK = ("-qxpno:cacheprovider", "--hypothesis-profile=quick", "-knot postgresql", "-mnot slow")
HEAVY = ("numpy", "scipy.stats", "pandas", "flask", "sqlalchemy", "pytest", "pydantic", "babel")
"""What every mutant needs and none changes: loaded once, before the processes part."""

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """`source` is the module with what `change` says in this line."""

    path: Path
    line: int
    change: str
    source: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Each change at each place, in order; texts that people read and types stay."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_alone = {id(one) for part in _left_alone(tree) for one in ast.walk(part)}
    for node in ast.walk(tree):
        for field, value in () if id(node) in left_alone else _changes(node):
            before, kept = ast.unparse(node), getattr(node, field)
            setattr(node, field, value)
            yield Mutant(path, getattr(node, "lineno", 0), f"{before}  ->  {ast.unparse(node)}", ast.unparse(tree))
            setattr(node, field, kept)


def _left_alone(tree: ast.Module) -> Iterator[ast.AST]:
    """Types, and the words of a sentence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
            yield node
        yield from (part for part in (getattr(node, "annotation", None), getattr(node, "returns", None)) if part)


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Each way to make this one node wrong: what of it becomes what."""
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                yield "ops", [*ops[:place], OPERATORS[type(op)](), *ops[place + 1 :]]
        case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in OPERATORS:
            yield "op", OPERATORS[type(op)]()
        case ast.Constant(value=bool() as value):
            yield "value", not value
        case ast.Constant(value=int() | float() as value):
            yield "value", value + 1
        case ast.Name(id=name) if name in NAMES:
            yield "id", NAMES[name]
        case ast.UnaryOp(op=ast.Not()):
            yield "operand", ast.Constant(value=False)
        case ast.Expr(value=ast.Call()):
            yield "value", ast.Constant(value=None)


class _Mutated(MetaPathFinder):
    """Finds one module with other source than it has."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        loader = _Source(name, str(self.mutant.path))
        loader.source = self.mutant.source
        return spec_from_file_location(name, self.mutant.path, loader=loader)


class _Source(SourceFileLoader):
    source = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec")


def is_seen(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether a test fails, or none ends in time."""
    child = os.fork()
    if child == 0:
        setrlimit(RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(5 * SECONDS)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.meta_path.insert(0, _Mutated(mutant))
        import pytest

        os._exit(min(int(pytest.main([*QUICK, *tests])), 100))
    return os.waitpid(child, 0)[1] != 0


def is_seen_or_told(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether it is seen; a survivor is told at once, for a run takes long."""
    seen = is_seen(mutant, tests)
    if not seen:
        print(f"{mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.change}", flush=True)
    return seen


def tests_of(path: Path) -> list[str]:
    """The tests of the unit that import this module."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    found = re.compile(rf"\b{re.escape(module)}\b")
    files = (ROOT / "tests" / "unit").glob("test_*.py")
    return sorted(str(one.relative_to(ROOT)) for one in files if found.search(one.read_text("utf-8")))


def main() -> None:
    """Tell the survivors and the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", default=[], help="first, before those of the unit that import the module")
    parser.add_argument("--sample", type=int, default=0, help="of each module, 0 for all")
    parser.add_argument("--only", default="", help="changes that have this in them (a regular expression)")
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--loaded", nargs="*", default=[], help="of ours, and not changed: loaded once too")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for name in (*HEAVY, *asked.loaded):
        importlib.import_module(name)
    seen = number = 0
    for path in (one.resolve() for one in asked.modules):
        tests = [*asked.tests, *(one for one in tests_of(path) if one not in asked.tests)]
        mutants = [one for one in mutants_of(path) if re.search(asked.only, one.change)]
        if asked.sample and asked.sample < len(mutants):
            mutants = sorted(random.Random(asked.seed).sample(mutants, asked.sample), key=lambda one: one.line)
        if is_seen(Mutant(path, 0, "", path.read_text(encoding="utf-8")), tests):
            sys.exit(f"{path.relative_to(ROOT)}: its tests fail, or take too long, with nothing wrong in it")
        lived = [one for one in mutants if not is_seen_or_told(one, tests)]
        seen, number = seen + len(mutants) - len(lived), number + len(mutants)
        print(f"{path.relative_to(ROOT)}: {len(mutants) - len(lived)} of {len(mutants)} seen", flush=True)
    print(f"{seen} of {number} mutants seen")


if __name__ == "__main__":
    main()
