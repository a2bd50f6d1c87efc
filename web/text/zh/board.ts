import { WAITS_LONG } from "../../../worker/domain/submission/board.ts"

/** The board of a quarter: who has reported, and where the rest is. */
export const board = {
  title: "看板",
  card: { title: "看板", text: "谁报了，谁还没报，在哪一级等了多久" },
  open: "看板：谁报了，谁还没报",
  head: (place: string, quarter: string, expected: number, verified: number) =>
    `${place} ${quarter}：${expected} 个小区里 ${verified} 个已核定`,
  deadline: (day: string, days: number) =>
    days > 0
      ? `截止 ${day}，已过 ${days} 天`
      : days === 0
        ? `今天（${day}）截止`
        : `截止 ${day}，还有 ${-days} 天`,
  rate: (share: string) => `按时率 ${share}`,
  numbers: "数字都能点开，行数与数字相等",
  other: (quarter: string, n: number) => `${quarter}还有 ${n} 个小区在更正。`,
  seeOther: (quarter: string) => `看${quarter}`,
  quarters: "选择季度",
  by: "按什么看",
  parts: { district: "区县", street: "街道", community: "社区", company: "物业公司" },
  byPart: { district: "按区县看", street: "按街道看", community: "按社区看", company: "按公司看" },
  how: "每个小区在“应报”右边的进度里只数一次，免报的不算应报；逾期、该交未交、久等另计。",
  whole: "合计",
  noCompany: "没有物业公司",
  noPart: "没有",
  expected: "应报",
  unsent: "还没有提交",
  unsentOf: (none: number, draft: number) => `未填写 ${none}，草稿 ${draft}`,
  waitsOf: (n: number) => `等了 ${WAITS_LONG} 天以上的 ${n} 个（含区县）`,
  waitsDistrictText: "街道已经核实",
  backText: "等物业公司修改",
  verifiedOf: (expected: number) => `共 ${expected} 个应报`,
  marks: { late: "逾期", overdue: "该交未交", long: "久等", extended: "延期", orphan: "没有公司" },
  onTime: "按时率",
  longest: "最久等",
  days: (n: number) => `${n} 天`,
  contact: "联系人",
  nobody: "（没有人）",
  file: "下载这张表（CSV）",
  terms: `逾期＝交了，但晚于适用的截止日；该交未交＝截止日已过还没有交；久等＝在街道或区县等了 ${WAITS_LONG} 天以上。按时率＝按时提交的小区÷应报小区，退回后在准许的日子内重交仍算按时。`,
  none: "这一季度没有应报的小区。",
  estates: {
    title: "看板里的小区",
    found: (word: string, n: number) => `${word} ${n} 个小区`,
    due: "截止日",
    sent: "提交时间",
    waits: "等了（天）",
    company: (name: string) => `公司：${name}`,
    back: "回到看板",
    sorts: { waits: "等得最久的在前", name: "小区名", state: "进度", deadline: "截止日" },
  },
}
