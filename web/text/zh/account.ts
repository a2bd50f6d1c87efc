type With = Record<string, string | number>

/** Words of signing in with a second factor, new passwords, sessions. */
export const account = {
  title: "账号",
  /** Rules of what is typed about one's own account, wherever it is typed. */
  rules: {
    password_short: (p: With) => `密码至少 ${p["min"]} 个字符。可以用几个不相干的词，好记又不易猜。`,
    password_long: (p: With) => `密码最多 ${p["max"]} 个字符，请缩短。`,
    password_common: (_: With) => "这个密码太常见或太有规律，很容易被猜到，请换一个。",
    password_own: (_: With) => "密码里除了您的姓名和邮箱，几乎没有别的内容，请换一个。",
  },
}
