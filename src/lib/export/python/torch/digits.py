def load_images():
    """学習画像。[枚数, 1, 高さ, 幅]、0から255まで。"""
    packed = FOLDER / 'mnist-10k.bin.gz'
    if packed.exists():
        data = gzip.decompress(packed.read_bytes())
        _, _, count, height, width = struct.unpack('<4s4I', data[:20])
        pixels = data[20 + count:]
    else:
        # MNISTのtrain-images-idx3-ubyte。.gzのままでもかまいません。
        file = sorted(FOLDER.glob('*images*idx3*'))[0]
        data = file.read_bytes()
        data = gzip.decompress(data) if file.suffix == '.gz' else data
        _, count, height, width = struct.unpack('>4I', data[:16])
        pixels = data[16:]
    return torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(count, 1, height, width)


def batches():
    """本物の画像を、-1から1までの値でBATCH枚ずつ。どの画像も1エポックに1回まで。"""
    images = load_images()
    while True:
        order = torch.randperm(len(images))
        for i in range(0, len(images) - BATCH + 1, BATCH):
            yield (images[order[i:i + BATCH]].float() - 127.5) / 127.5
