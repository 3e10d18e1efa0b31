def batches():
    """本物の点を、サイトと同じガウス分布の混合からBATCH個ずつ。"""
    tensors, _ = read_safetensors(START)
    centres, sigmas, weights = (tensors[f'data.{name}'] for name in ('centres', 'sigmas', 'weights'))
    while True:
        chosen = torch.multinomial(weights, BATCH, replacement=True)
        yield centres[chosen] + sigmas[chosen, None] * torch.randn(BATCH, centres.shape[1])
