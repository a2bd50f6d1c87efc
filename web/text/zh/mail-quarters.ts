import type { letters as corrections } from "../../../worker/domain/correction/letters.ts"
import type { letters } from "../../../worker/domain/submission/letters.ts"
import type { LetterText } from "./mail-words.ts"

/** Letters of who files and verifies. */
export const quarterLetters: Record<keyof typeof letters | keyof typeof corrections, LetterText> = {
  submissions_due: {
    subject: (p) => `${p.quarter}：${p.count} 个小区还没有提交，${p.day}截止`,
    short: (p) => `${p.quarter}还有 ${p.count} 个小区没有提交，${p.day}截止。`,
    before: (p) => [
      `您机构的 ${p.count} 个小区还没有提交${p.quarter}的填报，列在下面。`,
      `截止时间是${p.day} 23:59:59（北京时间），之后提交的记为逾期。`,
    ],
    action: "打开填报",
    after: () => ["全部提交之后，不会再收到这个季度的提醒。"],
  },
  quarter_opened: {
    subject: (p) => `${p.quarter}开始填报：${p.count} 个小区，${p.day}截止`,
    short: (p) => `${p.quarter}开始填报，您有 ${p.count} 个小区，${p.day}截止。`,
    before: (p) => [
      `${p.quarter}开始填报。由您机构填报的有 ${p.count} 个小区，列在下面。`,
      `截止时间是${p.day} 23:59:59（北京时间），之后提交的记为逾期。`,
    ],
    action: "打开填报",
    after: () => ["可以逐个填报，也可以下载表格，填好后一次导入。"],
  },
  part_opened: {
    subject: (p) => `${p.quarter}开始填报：请填写 ${p.count} 个小区的数据，${p.day}截止`,
    short: (p) => `${p.quarter}开始填报，请填写 ${p.count} 个小区中由您机构提供的数据。`,
    before: (p) => [
      `${p.quarter}开始填报。您机构辖区内有 ${p.count} 个小区，各有一部分数据由您机构填写。`,
      `物业公司须在${p.day} 23:59:59（北京时间）之前提交；您填得早，他们提交前就能核对。`,
    ],
    action: "打开填报",
    after: () => [],
  },
  released: {
    subject: (p) => `${p.quarter}的结果已发布：您机构有 ${p.count} 个小区`,
    short: (p) => `${p.quarter}的结果已发布，您机构有 ${p.count} 个小区。`,
    before: (p) => [
      `${p.quarter}的结果已发布。您机构填报的有 ${p.count} 个小区，等次和得分列在下面，每个小区可以打开它的公开页面。`,
    ],
    action: "查看全市结果",
    after: () => ["得分是平台评价口径，非官方评分标准。失分在哪里，登录后在各小区的填报表里查看。"],
  },
  handed_over: {
    subject: (p) => `${p.count} 个小区的管理公司登记有变化`,
    short: (p) => `与您机构有关的 ${p.count} 个小区，管理公司登记有变化。`,
    before: (p) => [
      `与您机构有关的 ${p.count} 个小区，管理公司的登记有变化，列在下面。`,
      "一个季度由季末那天管理小区的公司填报；已经关账或发布的季度不变。",
    ],
    action: "查看填报清单",
    after: () => ["如果登记有误，请联系小区所在的区县。"],
  },
  part_asked: {
    subject: (p) => `${p.organisation}请您核对“${p.estate}”${p.quarter}的 ${p.count} 项数据`,
    short: (p) => `“${p.estate}”${p.quarter}有 ${p.count} 项数据请您核对或填写。`,
    before: (p) => [
      `${p.organisation}填报“${p.estate}”${p.quarter}时，有 ${p.count} 项由您机构填写的数据不相符，或者还是空的。`,
      "请打开下面的链接核对或填写。数据无误的，在表内写明原因即可。",
    ],
    action: "打开填报表",
    after: () => ["同一小区、同一季度，物业公司每天最多提醒一次。"],
  },
  values_adjusted: {
    subject: (p) => `“${p.estate}”${p.quarter}：核查时调整了 ${p.count} 项数据`,
    short: (p) => `“${p.estate}”${p.quarter}核查通过，调整了 ${p.count} 项数据。`,
    before: (p) => [
      `“${p.estate}”${p.quarter}的填报通过了核查，其中 ${p.count} 项数据按核查结果作了调整。`,
      "调整前后的数值、原因和对得分的影响，在下面的链接里。核查调整不扣分。",
    ],
    action: "查看调整",
    after: () => ["如有不同意见，请联系作出调整的街道或区县。"],
  },
  submission_returned: {
    subject: (p) => `“${p.estate}”${p.quarter}的填报被退回`,
    short: (p) => `“${p.estate}”${p.quarter}的填报被退回，请修改后重新提交。`,
    before: (p) => [
      `“${p.estate}”${p.quarter}的填报没有通过核查，已退回。`,
      "退回原因、核查人员的询问和可以重新提交的期限，在下面的链接里。",
    ],
    action: "查看原因并修改",
    after: () => ["原因不写在邮件里，登录后才能看到。"],
  },
  verification_taken_back: {
    subject: (p) => `“${p.estate}”${p.quarter}：核实结论已撤回，要再看一遍`,
    short: (p) => `“${p.estate}”${p.quarter}的核实结论已撤回。`,
    before: (p) => [
      `“${p.estate}”${p.quarter}原来已经通过核实，现在撤回再看。您不用做什么，数据和提交时间都不变。`,
    ],
    action: "查看这份填报",
    after: () => ["原因不写在邮件里，登录后在操作记录里能看到。"],
  },
  part_returned: {
    subject: (p) => `“${p.estate}”${p.quarter}被退回，其中 ${p.count} 项由您机构填写`,
    short: (p) => `“${p.estate}”${p.quarter}被退回，有 ${p.count} 项请您核对。`,
    before: (p) => [
      `“${p.estate}”${p.quarter}的填报被退回，核查人员对其中由您机构填写的 ${p.count} 项有意见。`,
      "请打开下面的链接改数，或在该项下面写明回答。问题不写在邮件里，登录后才能看到。",
    ],
    action: "打开填报表",
    after: () => ["物业公司负责的其他各项由物业公司处理，不用您填。"],
  },
  correction_asked: {
    subject: (p) => `${p.organisation}申请更正“${p.estate}”${p.quarter}的 ${p.count} 项数据`,
    short: (p) => `“${p.estate}”${p.quarter}：申请更正 ${p.count} 项，${p.day} 前答复。`,
    before: (p) => [
      `${p.organisation}申请更正“${p.estate}”${p.quarter}已经发布的 ${p.count} 项数据。`,
      `请在 ${p.day} 前答复：开启更正，或说明为什么不更正。原因、佐证、更正前后的得分在下面的链接里。`,
    ],
    action: "查看申请",
    after: () => [],
  },
  correction_refused: {
    subject: (p) => `“${p.estate}”${p.quarter}的更正申请没有被接受`,
    short: (p) => `“${p.estate}”${p.quarter}的更正申请没有被接受。`,
    before: (p) => [`市级没有接受“${p.estate}”${p.quarter}的更正申请，已发布的数据不变。`],
    action: "查看答复",
    after: () => ["答复不写在邮件里，登录后才能看到。"],
  },
  correction_opened: {
    subject: (p) => `“${p.estate}”${p.quarter}：市级开启了更正`,
    short: (p) => `“${p.estate}”${p.quarter}已发布的数据需要更正，请修改后重新提交。`,
    before: (p) => [
      `${p.quarter}已经发布。市级为“${p.estate}”开启了更正，请打开下面的链接修改后重新提交。`,
      "重新提交之后仍由街道核实、区县核定，市级再发布一次。是否逾期仍按第一次提交的时间。",
    ],
    action: "打开填报表",
    after: () => ["更正原因登录后可以看到。"],
  },
  corrections_due: {
    subject: (p) => `${p.quarter}：${p.count} 件更正申请须在${p.day}前答复`,
    short: (p) => `${p.quarter}有 ${p.count} 件更正申请，${p.day}前须答复。`,
    before: (p) => [
      `${p.quarter}有 ${p.count} 件更正申请还没有答复。`,
      `答复期限是${p.day}，当天 23:59:59（北京时间）截止。`,
    ],
    action: "查看更正申请",
    after: () => [],
  },
}
