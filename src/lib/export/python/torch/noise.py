def noise(count=BATCH):
    """z。[個数, NOISE]"""
    return torch.randn(count, NOISE) if NORMAL_NOISE else torch.rand(count, NOISE) * 2 - 1
