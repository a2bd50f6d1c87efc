import type { ProblemWords } from "./problem-words.ts"

type With = Record<string, string | number>

/** 免报: an estate that takes no part in a quarter. */
export const exemptions = {
  title: "免报",
  lead: "免报后，这个小区不参加这一季度：不算应报，不催报，不算逾期，不影响关账和发布，也不能填报。已经填的内容保留，收回免报后可以接着填。",
  state: "免报",
  granted: (organisation: string, at: string) => `${organisation}于 ${at} 批准`,
  form: {
    title: "让这个小区免报",
    reason: "原因",
    reasonHint: "物业公司和各级工作人员看得到，也会记入操作记录；公众只看到“免报”，看不到原因。",
    button: "免报并通知物业公司",
  },
  back: {
    title: "收回免报",
    text: "收回后，这个小区又要按原来的截止日填报。关账之后不能收回。",
    button: "收回免报",
  },
  locked: "这一季度已经关账或发布，免报不能再变。",
  open: "免报",
  listed: { title: "免报的小区", estate: "小区", by: "谁", reason: "原因" },
  /** On the company's form. */
  told: (organisation: string) => `${organisation}已让这个小区这一季度免报，不用填报。`,
  ask: (organisation: string) => `需要填报的，请联系${organisation}收回。`,
  done: { granted: "已免报，物业公司会收到通知。", takenBack: "免报已收回，物业公司会收到通知。" },
  refusals: {
    exempt: (_: With) =>
      "这个小区这一季度免报，不用填报，也不能操作。需要填报的，请联系区县或市级主管部门收回免报。",
    exempt_sent: (_: With) => "这份填报已经提交，正在核实。请先退回，或请物业公司撤回，再免报。",
    exempt_verified: (_: With) => "这份填报已经核定。请先收回核定并退回，再免报。",
    not_exempt: (_: With) => "这个小区这一季度没有免报，不需要收回。",
  },
  /** On public pages. */
  public: {
    title: (quarter: string) => `${quarter}免报`,
    instead: (quarter: string) => `下面是${quarter}的结果。`,
    text: "经主管部门批准，这个小区不参加这一季度，所以没有得分、等次和名次。免报不是未报送。",
    listed: (n: number) => `另有 ${n} 个小区经批准免报，没有参加这一季度`,
    more: (n: number) => `，等 ${n} 个`,
  },
}

/** What was done about exemptions. */
export const exemptionActions = {
  "exemption.grant": "让小区免报",
  "exemption.take_back": "收回小区免报",
}

/** Problems of exemptions, for programs. */
export const exemptionProblems = {
  exempt: {
    title: "免报",
    why: "这个小区这一季度免报，不参加这一季度。",
    mend: "需要填报时，由区县或市级 POST …/exemption/end 收回。",
  },
  exempt_sent: {
    title: "已经提交",
    why: "已经提交、正在核实的填报不能免报。",
    mend: "先退回或由物业公司撤回。",
  },
  exempt_verified: {
    title: "已经核定",
    why: "已经核定的填报不能免报。",
    mend: "先收回核定并退回。",
  },
  not_exempt: {
    title: "没有免报",
    why: "这个小区这一季度没有免报。",
    mend: "不需要收回。",
  },
} satisfies Record<string, ProblemWords>
