class Adam(keras.optimizers.Adam):
    """サイトと同じ、論文のアルゴリズム1のAdam。

    KerasのAdamは補正の前の√vにεを足すので、はじめのうちεが強く効きます。
    ここでは補正の後の値に足します。
    """

    def update_step(self, gradient, variable, learning_rate):
        i = self._get_variable_index(variable)
        m, v = self._momentums[i], self._velocities[i]
        t = ops.cast(self.iterations + 1, 'float32')
        self.assign(m, m * self.beta_1 + gradient * (1 - self.beta_1))
        self.assign(v, v * self.beta_2 + ops.square(gradient) * (1 - self.beta_2))
        m_hat = m / (1 - ops.power(self.beta_1, t))
        v_hat = v / (1 - ops.power(self.beta_2, t))
        change = learning_rate * m_hat / (ops.sqrt(v_hat) + self.epsilon)
        self.assign_sub(variable, change)
