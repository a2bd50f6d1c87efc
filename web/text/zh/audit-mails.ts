/** What was done with letters, messages and who gets which by e-mail. */
export const mailActions = {
  "mail.try": "尝试发信",
  "mail.sent": "信件已发出",
  "mail.failed": "信件发送失败",
  "mail.skipped": "信件没有寄出（收件人已离开、不收这类邮件或已过期）",
  "mail.digest": "信件留到每日摘要",
  "mail.send_digest": "发出每日摘要",
  "mail.remind": "发出截止提醒",
  "message.read": "标为已读",
  "message.read_all": "全部标为已读",
  "letters.set": "更改本人的邮件设置",
  "letters.set_organisation": "更改机构的邮件设置",
}
