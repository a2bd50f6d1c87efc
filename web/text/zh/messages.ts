import { digestHour } from "../../../worker/domain/mail/digest.ts"
import type { LetterName } from "../../../worker/domain/mail/letters.ts"
import type { Way } from "../../../worker/domain/mail/settings.ts"
import { keptDays } from "../../../worker/domain/retention.ts"

/** Names of the letters, as settings list them. */
const kinds: Record<LetterName, string> = {
  reset: "重设密码",
  email: "确认邮箱",
  email_used: "邮箱被人试用",
  factor_reset: "重置两步验证",
  security: "账号安全提醒",
  invitation: "加入机构的邀请",
  joining: "加入机构：填写姓名和密码",
  joining_known: "加入机构：登录后加入",
  deletion_requested: "机构申请注销",
  key_made: "新增 API 密钥",
  judge_invited: "评委邀请",
  rules_changed: "评选规则更改",
  submissions_due: "季度填报截止提醒",
  quarter_opened: "季度开始填报",
  part_opened: "季度开始填报（社区、街道和区县）",
  released: "结果发布通知",
  handed_over: "小区移交",
  part_asked: "物业公司请求核对数据",
  values_adjusted: "核查调整通知",
  verification_taken_back: "核实撤回通知",
  submission_returned: "填报退回通知",
  part_returned: "本机构所填数据被问到",
  correction_asked: "物业公司申请更正",
  correction_refused: "更正申请的答复",
  correction_opened: "更正开启通知",
  district_closed: "区县关账通知",
  district_reopened: "区县重新开放通知",
  reopened_by_city: "市级重新开放通知",
  deadline_moved: "截止日调整通知",
  deadline_extended: "小区延期通知",
  extension_taken_back: "小区延期收回通知",
  corrections_due: "更正申请答复期限提醒",
  objections_due: "异议答复期限提醒",
  nominations_due: "申报截止提醒",
  digest: "每日摘要",
}

const ways: Record<Way, string> = { now: "马上发邮件", daily: "并入每日摘要", off: "不发邮件" }

/** Words of the inbox, and of who gets which letters by e-mail. */
export const messages = {
  title: "消息",
  lead: (unread: number) => (unread === 0 ? "没有未读消息。" : `${unread} 条未读。`),
  /** Of the link in the header. */
  unread: (n: number) => `消息，${n} 条未读`,
  kinds,
  isUnread: "未读",
  read: "标为已读",
  readNamed: (subject: string) => `标为已读：${subject}`,
  readAll: "全部标为已读",
  readAllHint: "只包括这一页显示时已有的消息，之后到的仍是未读。",
  open: "打开",
  older: "更早的消息",
  newest: "回到最新",
  empty: "还没有消息",
  emptyText: `与您有关的事会在这里告诉您，也按您的设置发邮件。消息保留 ${keptDays.messages} 天。`,
  secret: "链接只在邮件里，这里不显示。",
  settings: "邮件设置",
  own: {
    title: "消息与邮件",
    lead: "每条通知都在“消息”里。这里设置哪些还发到您的邮箱，用哪种语言。",
    language: "邮件的语言",
    languages: { "": "按当时的页面", zh: "中文", en: "English" },
    byOrganisation: (way: string) => `按机构的设置（${way}）`,
    always: "总是马上发送",
    alwaysHint: "关系到账号安全，或由您自己申请，不能关闭：",
    dailyHint: `每日摘要在上午 ${digestHour} 点后发出，没有新消息就不发。`,
    save: "保存设置",
    done: "设置已保存。",
    stale: "您在别处改过设置。下面是您刚才的选择，请核对后再保存。",
    toOrganisation: "机构的默认设置",
  },
  organisation: {
    title: "成员的邮件通知",
    lead: (name: string) => `“${name}”的成员没有自己设置时，按这里的设置收邮件。`,
    save: "保存设置",
    done: "设置已保存。",
    stale: "有人同时改了机构的设置。下面是您刚才的选择，请核对后再保存。",
  },
  ways,
}
