import type { mailActions as zhActions } from "../zh/audit-mails.ts"

/** What was done with letters, messages, calendars, and who gets which by e-mail. */
export const mailActions: typeof zhActions = {
  "mail.try": "Tried to send a letter",
  "mail.sent": "Sent a letter",
  "mail.failed": "A letter could not be sent",
  "mail.skipped": "A letter was not sent (its reader has left, or gets no such e-mails; or its day is over)",
  "mail.digest": "A letter waits for the daily summary",
  "mail.send_digest": "Sent the daily summary",
  "mail.remind": "Sent reminders of a deadline",
  "message.read": "Marked a message as read",
  "message.read_all": "Marked all messages as read",
  "letters.set": "Changed the own e-mail settings",
  "letters.set_organisation": "Changed the organisation's e-mail settings",
  "calendar.renew": "Made a calendar address",
  "calendar.end": "Turned the calendar off",
  "sign_in.change": "Changed the sign-in name or number",
  "member.make_account": "Made an account with a slip",
  "member.renew_slip": "Printed a slip anew",
  "email.ask_proof": "Asked to confirm the e-mail",
}
