def batches():
    """本物の点を、サイトと同じガウス分布の混合からBATCH個ずつ。"""
    arrays, _ = read_safetensors(START)
    centres, sigmas, weights = (arrays[f'data.{name}'] for name in ('centres', 'sigmas', 'weights'))
    odds = weights.astype('float64') / weights.astype('float64').sum()
    while True:
        chosen = np.random.choice(len(odds), BATCH, p=odds)
        points = centres[chosen] + sigmas[chosen, None] * np.random.randn(BATCH, centres.shape[1])
        yield ops.convert_to_tensor(points.astype('float32'))
