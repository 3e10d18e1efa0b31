def noise(count=BATCH):
    """z。[個数, NOISE]"""
    z = np.random.randn(count, NOISE) if NORMAL_NOISE else np.random.uniform(-1, 1, (count, NOISE))
    return ops.convert_to_tensor(z.astype('float32'))
