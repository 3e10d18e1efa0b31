def read_safetensors(path):
    """ファイルの配列を名前で引く辞書と、文字列だけの添え書き。"""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length].decode())
    notes = header.pop('__metadata__', {})
    arrays = {}
    for name, entry in header.items():
        begin, end = entry['data_offsets']
        array = np.frombuffer(data, '<f4', (end - begin) // 4, 8 + length + begin)
        arrays[name] = array.reshape(entry['shape'])
    return arrays, notes


def write_safetensors(path, arrays, notes):
    header, parts, begin = {'__metadata__': notes}, [], 0
    for name, array in arrays.items():
        part = np.ascontiguousarray(array, '<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(np.shape(array)),
                        'data_offsets': [begin, begin + len(part)]}
        parts.append(part)
        begin += len(part)
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack('<Q', len(text)) + text + b''.join(parts))
