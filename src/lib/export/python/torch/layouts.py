# サイトは画像を（高さ、幅、チャンネル）の順に並べ、PyTorchは（チャンネル、高さ、幅）の順に並べます。
# 下の関数はどれも「ファイルからPyTorchへ」と「PyTorchからファイルへ」の組を返します。


def channels_first(tensor, axis, image):
    """画像を1列に並べた軸の順番を、PyTorchのものにする。"""
    if image is None:
        return tensor
    order = torch.arange(tensor.shape[axis]).reshape(image).permute(2, 0, 1).reshape(-1)
    return tensor.index_select(axis, order)


def channels_last(tensor, axis, image):
    """その逆。"""
    if image is None:
        return tensor
    height, width, channels = image
    order = torch.arange(tensor.shape[axis]).reshape(channels, height, width)
    return tensor.index_select(axis, order.permute(1, 2, 0).reshape(-1))


def as_is():
    return lambda w: w, lambda w: w


def units(image):
    return lambda w: channels_first(w, 0, image), lambda w: channels_last(w, 0, image)


def dense(inputs=None, outputs=None):
    """全結合の重み。ファイルでは[入力, 出力]、PyTorchでは[出力, 入力]。"""
    return (lambda w: channels_first(channels_first(w, 0, inputs), 1, outputs).t(),
            lambda w: channels_last(channels_last(w.t(), 0, inputs), 1, outputs))


def convolution():
    """畳み込みの重み。ファイルでは[高さ, 幅, 入力, 出力]、PyTorchでは[出力, 入力, 高さ, 幅]。"""
    return lambda w: w.permute(3, 2, 0, 1), lambda w: w.permute(2, 3, 1, 0)


def slopes(shape):
    """PReLUの傾き。"""
    return lambda w: w.reshape(-1), lambda w: w.reshape(shape)
