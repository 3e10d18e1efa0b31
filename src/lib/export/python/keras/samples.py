def samples(G, side=8):
    """生成画像を並べたもの。[高さ, 幅]、0から255まで。"""
    images = ops.convert_to_numpy(G(noise(side * side), training=False))[..., 0]
    _, height, width = images.shape
    grid = images.reshape(side, side, height, width).transpose(0, 2, 1, 3)
    return (grid.reshape(side * height, side * width) * 127.5 + 127.5).round().clip(0, 255)


def png(pixels):
    """グレースケールのPNGファイルの中身。"""
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    height, width = pixels.shape
    rows = b''.join(b'\0' + row.tobytes() for row in pixels.astype(np.uint8))
    header = struct.pack('>2I5B', width, height, 8, 0, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows))
            + chunk(b'IEND', b''))
