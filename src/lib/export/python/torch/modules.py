class Permute(nn.Module):
    """軸を並べ替える。"""

    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(self.order)


class MaxOver(nn.Module):
    """1つの軸での最大値。"""

    def __init__(self, axis):
        super().__init__()
        self.axis = axis

    def forward(self, x):
        return x.amax(self.axis)


class Crop(nn.Module):
    """画像の下と右の端を切り落とす。"""

    def __init__(self, height, width):
        super().__init__()
        self.height, self.width = height, width

    def forward(self, x):
        return x[:, :, :self.height, :self.width]
