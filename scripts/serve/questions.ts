/** What is asked, in this order; an answer may be given as the flag of its name instead. */
export const questions = {
  code: { zh: "城市代码", en: "code of the city", usual: "510100" },
  name: { zh: "城市名称", en: "name of the city", usual: "成都市" },
  host: { zh: "主机名（多个用空格分开）", en: "host names, divided by spaces", usual: null },
  listen: { zh: "监听地址", en: "address and port to listen at", usual: "127.0.0.1:8787" },
  data: { zh: "数据目录", en: "data folder", usual: "data" },
  smtp: {
    zh: "邮件服务器，如 smtps://用户:密码@主机:465（可留空）",
    en: "mail server, may be left empty",
    usual: "",
  },
  from: {
    zh: "发件人，如 名称 <no-reply@主机>（可留空）",
    en: "sender of letters, may be left empty",
    usual: "",
  },
  "operator-email": { zh: "首位运营员的邮箱", en: "e-mail of the first operator", usual: null },
  "operator-name": { zh: "首位运营员的姓名", en: "name of the first operator", usual: null },
} as const
