import type { letters } from "../../../worker/domain/quarter-letters.ts"
import type { LetterText } from "./mail-words.ts"

/** Letters of closing, opening again, moving a deadline and extending it. */
export const closingLetters: Record<keyof typeof letters, LetterText> = {
  preliminary_out: {
    subject: (p) => `${p.quarter}初步发布：请核对 ${p.count} 个小区`,
    short: (p) => `${p.quarter}已初步发布，请核对您的 ${p.count} 个小区。`,
    before: (p) => [
      `${p.quarter}已初步发布，您机构的 ${p.count} 个小区列在下面。得分、名次和核查调整登录后可以看到。`,
      ...(p.day ? [`数据有误的，请在${p.day} 24 时之前申请更正。`] : []),
    ],
    action: "查看初步结果",
    after: () => ["这不是正式结果，请勿外传；有区县后来加入或有更正时，名次可能变动。"],
  },
  window_ends: {
    subject: (p) => `${p.quarter}：核对期到${p.day}结束`,
    short: (p) => `${p.quarter}的初步结果，${p.day} 24 时之前可以申请更正。`,
    before: (p) => [
      `${p.quarter}的初步结果，核对期到${p.day} 24 时结束，之后不能再申请更正。您机构的小区列在下面。`,
    ],
    action: "查看初步结果",
    after: () => ["数据没有误的，不用做什么。"],
  },
  final_due: {
    subject: (p) => `${p.quarter}的核对期已经结束，等您正式发布`,
    short: (p) => `${p.quarter}的核对期已于${p.day}结束，可以正式发布。`,
    before: (p) => [`${p.quarter}的核对期已于${p.day}结束。正式发布由您按下，不会自己发生。`],
    action: "查看季度进度",
    after: () => ["没有答复的更正申请和没有关账的区县，在该页上列出。"],
  },
  district_closed: {
    subject: (p) => `${p.organisation}：${p.quarter}已关账`,
    short: (p) => `${p.organisation}${p.quarter}已关账，${p.count} 个小区没有核定。`,
    before: (p) => [
      `${p.organisation}已对${p.quarter}关账，有 ${p.count} 个小区没有核定。`,
      "开始发布之前，该区县和市级都可以重新开放。",
    ],
    action: "查看季度进度",
    after: () => ["截止日之前关账的，原因登录后可以看到。"],
  },
  district_reopened: {
    subject: (p) => `${p.organisation}：${p.quarter}已重新开放`,
    short: (p) => `${p.organisation}${p.quarter}已重新开放，可以接着填报和核查。`,
    before: (p) => [`${p.organisation}重新开放了${p.quarter}，填报和核查可以接着进行，之后再次关账。`],
    action: "查看季度进度",
    after: () => ["原因登录后可以看到。"],
  },
  reopened_by_city: {
    subject: (p) => `市级重新开放了${p.organisation}的${p.quarter}`,
    short: (p) => `市级重新开放了${p.organisation}的${p.quarter}，请处理后再次关账。`,
    before: (p) => [
      `市级重新开放了${p.organisation}的${p.quarter}，填报和核查可以接着进行。`,
      "处理完之后请再次关账。",
    ],
    action: "查看季度进度",
    after: () => ["原因登录后可以看到。"],
  },
  deadline_moved: {
    subject: (p) => `${p.quarter}的截止日改为${p.day}`,
    short: (p) => `${p.quarter}的截止日改为${p.day} 23:59:59。`,
    before: (p) => [
      `${p.quarter}的填报截止日改为${p.day} 23:59:59（北京时间）。`,
      "改晚的，已经提交的也按新的截止日算；改早的，之前提交的仍按原来的截止日。",
    ],
    action: "打开填报列表",
    after: () => [],
  },
  deadline_extended: {
    subject: (p) => `${p.estate}${p.quarter}延期到${p.day}`,
    short: (p) => `${p.estate}${p.quarter}的截止日延到${p.day}。`,
    before: (p) => [
      `${p.organisation}已将${p.estate}${p.quarter}的填报截止日延到${p.day} 23:59:59（北京时间），只对这个小区。`,
    ],
    action: "打开填报",
    after: () => ["原因登录后可以看到。"],
  },
  extension_taken_back: {
    subject: (p) => `${p.estate}${p.quarter}的延期已收回`,
    short: (p) => `${p.estate}${p.quarter}的延期已收回，截止日是${p.day}。`,
    before: (p) => [
      `${p.organisation}收回了${p.estate}${p.quarter}的延期，填报截止日是${p.day} 23:59:59（北京时间）。`,
      "延期期间已经提交的，仍按延期的截止日算。",
    ],
    action: "打开填报",
    after: () => [],
  },
  estate_exempted: {
    subject: (p) => `${p.estate}${p.quarter}免报`,
    short: (p) => `${p.estate}${p.quarter}免报，不用填报。`,
    before: (p) => [
      `${p.organisation}已让${p.estate}${p.quarter}免报：这一季度不用填报，也不再提醒。`,
      "已经填的内容保留。",
    ],
    action: "查看",
    after: () => ["原因登录后可以看到。"],
  },
  exemption_taken_back: {
    subject: (p) => `${p.estate}${p.quarter}的免报已收回`,
    short: (p) => `${p.estate}${p.quarter}要填报，截止日是${p.day}。`,
    before: (p) => [
      `${p.organisation}收回了${p.estate}${p.quarter}的免报：要填报，截止日是${p.day} 23:59:59（北京时间）。`,
    ],
    action: "打开填报",
    after: () => ["原因登录后可以看到。"],
  },
}
