"""Two products with gradients of their own: sums of bags, and the contrastive loss of a batch.

On a CPU torch's embedding bag spends its backward pass on sorting, and its exponential and float32 products are slow on
some machines; a sparse product from scipy and bfloat16 products are five times as fast. On a GPU torch's own are used.
"""

from __future__ import annotations

import ctypes
import functools
from typing import Any, TypeAlias

import numpy as np
import torch

Tensor: TypeAlias = torch.Tensor
BLOCK = 512


def keep_memory() -> None:
    """Ask glibc to keep freed memory: each step frees and takes the same large blocks (elsewhere: nothing)."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-4, 0)  # M_MMAP_MAX
        libc.mallopt(-1, 2**31 - 1)  # M_TRIM_THRESHOLD
        libc.mallopt(-2, 2**28)  # M_TOP_PAD
    except (OSError, AttributeError):
        return


class _Sparse(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, vectors: Tensor, matrix: Any) -> Tensor:
        ctx.matrix = matrix
        return torch.from_numpy(matrix @ vectors.detach().numpy())

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return torch.from_numpy(ctx.matrix.T.tocsr() @ gradients[0].numpy()), None


def bag(vectors: Tensor, inverse: np.ndarray, offsets: np.ndarray, weights: np.ndarray) -> Tensor:
    """Weighted sums (n, d) of rows of ``vectors``: bag i is ``inverse[offsets[i]:offsets[i + 1]]``."""
    if vectors.device.type == "cpu":
        from scipy.sparse import csr_matrix

        matrix = csr_matrix((weights, inverse, offsets), shape=(len(offsets) - 1, len(vectors)))
        summed: Tensor = _Sparse.apply(vectors, matrix)
        return summed
    device = vectors.device
    return torch.nn.functional.embedding_bag(
        torch.from_numpy(inverse).to(device),
        vectors,
        torch.from_numpy(offsets[:-1]).to(device),
        mode="sum",
        per_sample_weights=torch.from_numpy(weights).to(device),
    )


class _Contrast(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, z: Tensor, e: Tensor, scale: float, twins: tuple[Tensor, Tensor]) -> Tensor:
        zb, eb = z.bfloat16(), e.bfloat16()
        share = torch.empty(len(z), len(e), dtype=torch.bfloat16, device=z.device)
        rows, columns, hits = torch.empty_like(z[:, 0]), torch.zeros_like(e[:, 0]), 0
        for first in range(0, len(z), BLOCK):  # blocks stay in the cache
            block = (zb[first : first + BLOCK] @ eb.T).float()
            hits += int((block.argmax(1).cpu() == torch.arange(first, first + len(block))).sum())
            block.sub_(1.0).mul_(scale)
            here = (twins[0] >= first) & (twins[0] < first + len(block))
            block[twins[0][here] - first, twins[1][here]] = -1e4
            _exponential(block)
            rows[first : first + BLOCK] = block.sum(1)
            columns += block.sum(0)
            share[first : first + BLOCK] = block
        loss = ((rows.log() + columns.log()) / 2 + scale - (z * e).sum(1) * scale).mean()
        ctx.save_for_backward(share, rows, columns, zb, eb)
        ctx.scale = scale
        return torch.stack([loss, torch.tensor(hits / len(z), device=z.device)])

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, None]:
        share, rows, columns, zb, eb = ctx.saved_tensors
        factor = gradients[0][0] * ctx.scale / (2 * len(zb))
        of_column = 1 / columns[None, :]
        for first in range(0, len(zb), BLOCK):
            block = share[first : first + BLOCK].float()
            block.mul_(1 / rows[first : first + BLOCK, None] + of_column)
            block.diagonal(first).sub_(2.0)
            share[first : first + BLOCK] = block
        return (share @ eb).float() * factor, (share.T @ zb).float() * factor, None, None


def _exponential(block: Tensor) -> None:
    if block.device.type == "cpu":
        np.exp(block.numpy(), out=block.numpy())
    else:
        block.exp_()


def contrast(z: Tensor, e: Tensor, scale: float, twins: tuple[Tensor, Tensor]) -> tuple[Tensor, float]:
    """Symmetric InfoNCE of unit rows, and the share of rows of ``z`` whose own ``e`` came first.

    ``twins``: index pairs that are no negatives of each other.
    """
    both: Tensor = _Contrast.apply(z, e, scale, twins)
    return both[0], float(both[1].detach())


def adam(state: tuple[Tensor, Tensor, Tensor], rows: Tensor, gradient: Tensor, rate: float) -> None:
    """One Adam step (Kingma & Ba 2015) on some rows of ``state`` = (values, first moment, second moment)."""
    values, first, second = state
    if values.device.type == "cpu":
        _adam_kernel()(*(t.numpy() for t in (values, first, second, rows, gradient)), np.float32(rate))
        return
    m = first[rows].mul_(0.9).add_(gradient, alpha=0.1)
    v = second[rows].mul_(0.999).addcmul_(gradient, gradient, value=0.001)
    first[rows], second[rows] = m, v
    values[rows] -= rate * m / (v.sqrt() + 1e-8)


@functools.cache
def _adam_kernel() -> Any:
    import numba

    @numba.njit(parallel=True, fastmath=True, cache=False)
    def kernel(values: Any, first: Any, second: Any, rows: Any, gradient: Any, rate: Any) -> None:
        for k in numba.prange(len(rows)):
            r = rows[k]
            for d in range(values.shape[1]):
                g = gradient[k, d]
                m = np.float32(0.9) * first[r, d] + np.float32(0.1) * g
                v = np.float32(0.999) * second[r, d] + np.float32(0.001) * g * g
                first[r, d] = m
                second[r, d] = v
                values[r, d] -= rate * m / (np.sqrt(v) + np.float32(1e-8))

    return kernel
