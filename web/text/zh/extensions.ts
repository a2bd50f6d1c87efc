import type { ProblemWords } from "./problem-words.ts"

type With = Record<string, string | number>

/** 延期: a later last day for one estate. */
export const extensions = {
  title: "延期",
  lead: "只改这一个小区这一季度的截止日。填报、回执、提醒和日历都按新的截止日；已经提交的也按它算是否按时。",
  all: (day: string) => `这一季度的截止日是 ${day}。`,
  until: (day: string) => `延期到 ${day}`,
  granted: (organisation: string, at: string) => `${organisation}于 ${at} 批准`,
  form: {
    title: "给这个小区延期",
    again: "改成另一天",
    day: "新的截止日",
    dayHint: (day: string) => `要晚于 ${day}，当天 23:59:59 为止。`,
    reason: "原因",
    reasonHint: "物业公司和各级工作人员看得到，也会记入操作记录。",
    button: "延期并通知物业公司",
  },
  back: {
    title: "收回延期",
    text: "还没有提交的，截止日恢复原样。延期期间已经提交的，仍按延期的截止日；延期之前提交的，恢复当时的截止日。",
    button: "收回延期",
  },
  locked: "这一季度已经关账或发布，不能再延期。",
  submission: "查看这份填报",
  open: "延期",
  openFor: (quarter: string) => `${quarter}：延期`,
  listed: { title: "延期的小区", estate: "小区", day: "截止日", by: "谁", reason: "原因" },
  /** On the company's form. */
  told: (organisation: string, day: string) => `${organisation}已将这个小区的截止日延到 ${day}。`,
  state: (day: string) => `延期到 ${day}`,
  done: { granted: "已延期，物业公司会收到通知。", takenBack: "延期已收回，物业公司会收到通知。" },
  refusals: { not_extended: (_: With) => "这个小区这一季度没有延期，不需要收回。" },
  short: (p: With) => `延期要晚于这一季度的截止日 ${p["day"]}。`,
}

/** What was done to the last day of one estate. */
export const extensionActions = {
  "deadline.extend": "给小区延期",
  "member.assign_estates": "按文件分工",
  "deadline.take_back": "收回小区延期",
}

/** Problems of extensions, for programs. */
export const extensionProblems = {
  not_extended: {
    title: "没有延期",
    why: "这个小区这一季度没有延期。",
    mend: "不需要收回。",
  },
} satisfies Record<string, ProblemWords>
