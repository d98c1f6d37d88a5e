"""What a line of a derivation is worth, found without the package: SymPy's tree and dual numbers.

A dual number carries a value and its slope, so a derivative left standing is worth what the slope
comes to; nothing here knows a step size or the package's own evaluation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import sympy


class Undefined(ArithmeticError):  # noqa: N818
    """The expression has no real value here, or a huge one."""


@dataclass(frozen=True)
class Dual:
    value: float
    slope: float

    def __add__(self, other):
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        slope = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, slope)


def worth(expression, letters, arrays=None):
    """Return the value of a SymPy expression; `letters` and `arrays` are looked up by name.

    Indices count from 1, as on paper.
    """
    known = {sympy.Symbol(k).name: Dual(float(v), 0.0) for k, v in letters.items()}
    return _dual(expression, known, arrays or {}).value


def _dual(e, known, arrays):
    result = _worked_out(e, known, arrays)
    if not (abs(result.value) < 1e8 and abs(result.slope) < 1e8):
        raise Undefined
    return result


def _worked_out(e, known, arrays):
    if e.is_Rational or e.is_Float or e is sympy.E:
        return Dual(float(e), 0.0)
    if e.is_Symbol:
        return known[e.name]
    if isinstance(e, sympy.Indexed):
        place = tuple(int(_dual(k, known, arrays).value) for k in e.indices)
        name = f"{e.base.label}{list(place)}"
        if name in known:
            return known[name]
        return Dual(float(arrays[str(e.base.label)][tuple(k - 1 for k in place)]), 0.0)
    if isinstance(e, sympy.Sum):
        ((index, low, high),) = e.limits
        run = range(*(int(_dual(end, known, arrays).value) for end in (low, high + 1)))
        total = Dual(0.0, 0.0)
        for k in run:
            total += _dual(e.function, {**known, index.name: Dual(k, 0.0)}, arrays)
        return total
    if isinstance(e, sympy.Derivative):
        ((by, _),) = e.variable_count
        return Dual(_dual(e.expr, _moved(by, known, arrays), arrays).slope, 0.0)
    if isinstance(e, sympy.Subs):
        (letter,), (point,) = e.variables, e.point
        inner = _dual(point, {k: Dual(v.value, 0.0) for k, v in known.items()}, arrays)
        return _dual(e.expr, {**known, letter.name: inner}, arrays)
    if isinstance(e, sympy.UnevaluatedExpr):
        return _dual(e.args[0], known, arrays)
    if isinstance(e, sympy.KroneckerDelta):
        left, right = (_dual(k, known, arrays).value for k in e.args)
        return Dual(float(left == right), 0.0)
    parts = [_dual(part, known, arrays) for part in e.args]
    if e.is_Add:
        total = Dual(0.0, 0.0)
        for part in parts:
            total += part
        return total
    if e.is_Mul:
        total = Dual(1.0, 0.0)
        for part in parts:
            total *= part
        return total
    if isinstance(e, sympy.exp):
        return _exp(parts[0])
    if e.is_Pow:
        return _power(*parts)
    if isinstance(e, sympy.log):
        return _log(parts[0])
    if type(e).__name__ == "sigmoid":
        height = _power(Dual(1.0, 0.0) + _exp(Dual(-1.0, 0.0) * parts[0]), Dual(-1.0, 0.0))
        return height
    raise TypeError(f"{type(e)} in {e}")


def _moved(by, known, arrays):
    still = {k: Dual(v.value, 0.0) for k, v in known.items()}
    here = _dual(by, still, arrays)
    if isinstance(by, sympy.Indexed):
        place = [int(_dual(k, known, arrays).value) for k in by.indices]
        return {**still, f"{by.base.label}{place}": Dual(here.value, 1.0)}
    return {**still, by.name: Dual(here.value, 1.0)}


def _exp(z):
    if z.value > 18:
        raise Undefined
    height = math.exp(z.value)
    return Dual(height, height * z.slope)


def _log(z):
    if z.value < 1e-8:
        raise Undefined
    return Dual(math.log(z.value), z.slope / z.value)


def _power(base, exponent):
    n = exponent.value
    if exponent.slope != 0:
        raise TypeError("an exponent changes")
    whole = n == int(n)
    if abs(base.value) < 1e-8 and n < 1 and n != 0:
        raise Undefined
    if not whole and base.value <= 0:
        raise Undefined
    slope = 0.0 if n == 0 or base.slope == 0 else n * base.value ** (n - 1) * base.slope
    return Dual(base.value**n, slope)
