def read_safetensors(path):
    """ファイルのテンソルを名前で引く辞書と、文字列だけの添え書き。"""
    data = bytearray(pathlib.Path(path).read_bytes())
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length].decode())
    notes = header.pop('__metadata__', {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry['data_offsets']
        tensor = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4,
                                  offset=8 + length + begin)
        tensors[name] = tensor.reshape(entry['shape'])
    return tensors, notes


def write_safetensors(path, tensors, notes):
    header, parts, begin = {'__metadata__': notes}, [], 0
    for name, tensor in tensors.items():
        tensor = tensor.detach().cpu().contiguous()
        part = ctypes.string_at(tensor.data_ptr(), tensor.numel() * 4)
        header[name] = {'dtype': 'F32', 'shape': list(tensor.shape),
                        'data_offsets': [begin, begin + len(part)]}
        parts.append(part)
        begin += len(part)
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack('<Q', len(text)) + text + b''.join(parts))
