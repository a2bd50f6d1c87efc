import { MAX_CORRECTION_REASON, MIN_CORRECTION_REASON } from "../../../worker/domain/correction/correction.ts"
import { type CorrectionRequestState, correctionRequests } from "../../../worker/domain/correction/request.ts"

type With = Record<string, string | number>

const { each, fields } = correctionRequests.filing
const hours = each.windowMs / 3_600_000
const { usual } = correctionRequests.states.asked.due.within

const states: Record<CorrectionRequestState, string> = {
  asked: "等市级答复",
  accepted: "已开启更正",
  refused: "没有接受",
  withdrawn: "已撤回",
}

/** 更正申请: what a company asks the city to correct. */
export const requests = {
  title: "更正申请",
  states,
  all: "全部",
  found: (n: number) => `${n} 件申请`,
  district: "区县",
  allDistricts: "所有区县",
  allQuarters: "所有季度",
  sorts: { waiting: "等答复的在前", filed: "新的在前", estate: "小区名" },
  none: "没有这样的申请。",
  lead: "物业公司对已发布季度的数据申请更正。市级开启更正之后，小区重新填报、核实、核定，再发布一次。",
  estate: "小区",
  quarter: "季度",
  company: "物业公司",
  state: "状态",
  filed: "申请时间",
  due: "答复期限",
  late: "已过期限",
  toDo: (n: number) => `${n} 件更正申请等答复`,
  toDoDue: (day: string) => `最早 ${day} 到期`,
  correcting: (n: number) => `${n} 个小区更正中`,
  ask: "申请更正",
  askText: `已发布的数据有误，可以申请更正。市级在 ${usual} 个工作日内答复。`,
  askTitle: "申请更正已发布的数据",
  askPreliminary: "申请更正初步发布的数据",
  askLead: "写明原因和佐证，只填要改的数。是否逾期不受更正影响。",
  earlier: "这个小区这一季度的申请",
  reason: "原因",
  reasonHint: `${MIN_CORRECTION_REASON} 到 ${MAX_CORRECTION_REASON} 个字。市级能看到，不公开`,
  evidence: "佐证材料",
  evidenceHint: `材料的名称、编号、存放处，最多 ${fields.evidence} 个字`,
  values: "要改的数",
  unchanged: "不改",
  ownWaiting: (n: number) => `${n} 件更正申请等市级答复`,
  waiting: (at: string) => `更正申请已于 ${at} 提交，等市级答复`,
  triedAgain: "数改过了，影响重新算过，还没有提交。请看过再确认。",
  valuesHint: "空着就不改",
  counts: (value: string) => `现为 ${value}`,
  countsNone: "现在没有数",
  group: (title: string, n: number) => `${title}（${n} 项）`,
  effect: "更正前后",
  effectNote: "按现在的评价口径试算；以重新核定和再次发布的为准。",
  points: (before: string, after: string, change: string) => `总分 ${before} → ${after}（${change}）`,
  result: "再次发布后",
  resultOf: (number: number) => `第 ${number} 次发布`,
  key: "项目",
  before: "现为",
  after: "申请改为",
  gives: "对总分的影响",
  confirm: "数据和原因已核对，申请更正",
  tryFirst: "检查并看影响",
  send: "提交申请",
  filedBy: (who: string, at: string) => `${who}于 ${at} 提交`,
  dueOn: (day: string) => `${day} 前答复`,
  overdue: (day: string) => `应在 ${day} 前答复，已过期限`,
  reply: "市级答复",
  answeredAt: (at: string) => `${at} 答复`,
  openedAt: (at: string) => `市级于 ${at} 开启更正，填报表里已经填好申请的数，请核对后重新提交。`,
  takenBack: (at: string) => `市级于 ${at} 撤回了更正，已发布的数据不变。`,
  closed: (number: number) => `已在第 ${number} 次发布中更正。`,
  toForm: "打开填报表",
  withdraw: "撤回申请",
  withdrawHint: "市级答复之前可以撤回。",
  follow: "开启更正",
  followText: "开启后，填报退回物业公司，表里已经填好申请的数；重新提交之后仍由街道核实、区县核定。",
  publicReason: "更正原因（会公开）",
  refuse: "不接受",
  refuseText: "已发布的数据不变。物业公司会收到通知，登录后看到您的说明。",
  replyLabel: "说明",
  replyHint: `最多 ${MAX_CORRECTION_REASON} 个字，物业公司能看到`,
  done: {
    filed: "申请已提交。",
    withdrawn: "申请已撤回。",
    refused: "已答复物业公司。",
    accepted: "已开启更正，物业公司可以修改了。",
  },
  rules: {
    request_evidence_missing: (_: With) => "请写明佐证材料：名称、编号或存放处。",
    request_unchanged: (_: With) => "没有要改的数。请至少填一项与现在不同的数。",
  },
  refusals: {
    request_open: (p: With) => `${p["name"]}这一季度已有一件申请在等答复。请先等答复，或撤回那一件。`,
    request_unscored: (p: With) =>
      `${p["name"]}在这一季度的发布里没有得分，没有可以更正的数。请联系市级主管部门。`,
    requests_many: (_: With) => `${hours} 小时内最多提交 ${each.tries} 件申请。请明天再提交。`,
    request_waiting: (p: With) =>
      `${p["name"]}有一件更正申请在等答复。请在“更正申请”里开启更正，或说明为什么不接受。`,
    correction_request_state: (_: With) => "这件申请已经答复或撤回。请刷新页面查看。",
  },
}

/** What was done, by the action of its audit event. */
export const requestActions = {
  "correction_request.file": "申请更正",
  "correction_request.withdraw": "撤回更正申请",
  "correction_request.refuse": "不接受更正申请",
}

/** Problems of requests to /api/v1, by code. */
export const requestProblems = {
  request_open: {
    title: "已有一件申请",
    why: "这个小区这一季度已有一件更正申请在等答复。",
    mend: "等答复，或先撤回（POST /correction-requests/{requestId}/withdrawal）。",
  },
  request_unscored: {
    title: "没有可以更正的得分",
    why: "这个小区在这一季度最近一次发布里没有得分。",
    mend: "请联系市级主管部门。",
  },
  requests_many: {
    title: "申请太多",
    why: `一个机构 ${hours} 小时内最多提交 ${each.tries} 件更正申请。`,
    mend: "过一天再提交。",
  },
  request_waiting: {
    title: "有申请在等答复",
    why: "这个小区这一季度有一件更正申请在等答复。",
    mend: "开启更正时在 request 里写它的 id，或先答复它。",
  },
  correction_request_state: {
    title: "申请已经结束",
    why: "这件更正申请已经答复或撤回。",
    mend: "GET /correction-requests/{requestId} 看它的状态。",
  },
}
