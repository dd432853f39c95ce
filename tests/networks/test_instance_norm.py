import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from studio.networks.instance_norm import instance_norm


@given(st.integers(1, 3), st.integers(1, 5), st.integers(3, 9), st.integers(3, 9), st.integers(0, 99))
def test_it_is_pytorchs_instance_norm_forwards_and_backwards(n, c, h, w, seed):
    torch.manual_seed(seed)
    x = (torch.randn(n, c, h, w) * 3 + 1).contiguous(memory_format=torch.channels_last)
    push = torch.randn(n, c, h, w)
    ours, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()
    a, b = instance_norm(ours, 1e-5), F.instance_norm(theirs, eps=1e-5)
    a.backward(push)
    b.backward(push)
    assert torch.allclose(a, b, atol=1e-4)
    assert ours.grad is not None
    assert theirs.grad is not None
    assert torch.allclose(ours.grad, theirs.grad, atol=2e-4)
