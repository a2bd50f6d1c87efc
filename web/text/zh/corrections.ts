import {
  ESTATES_OFFERED,
  MAX_CORRECTION_REASON,
  MIN_CORRECTION_REASON,
  NAMES_TOLD,
} from "../../../worker/domain/correction/correction.ts"
import { requestActions, requestProblems, requests } from "./correction-requests.ts"

type With = Record<string, string | number>

/** 更正: what is filed and verified anew after its quarter was released. */
export const corrections = {
  title: "更正",
  lead: "发布之后发现有误，由市级开启更正：这个小区可以重新填报、核实、核定，其他小区不变。更正全部核定之后再发布一次，之前的发布仍可查阅。",
  being: "更正中",
  none: "这一季度没有更正。",
  estate: "小区",
  reason: "原因",
  state: "状态",
  since: "开启",
  by: "开启人",
  action: "操作",
  city: "市级",
  over: (number: number) => `已在第 ${number} 次发布中更正`,
  takenBack: "已撤回",
  form: {
    title: "更正一个小区",
    text: "开启后，它的填报退回物业公司；重新提交之后仍由街道核实、区县核定。是否逾期仍按第一次提交的时间。",
    estate: "小区名称或代号",
    estateHint: "写全称。写简称、拼音或首字母时，会列出相近的小区供选择。",
    several: "选择小区",
    reason: "更正原因",
    reasonHint: `${MIN_CORRECTION_REASON} 到 ${MAX_CORRECTION_REASON} 个字。物业公司、街道和区县看得到；评价口径规定少数人数不公开的季度，公众只看到一句固定的话，其他季度会公开。请不要写姓名、电话、门牌号。`,
    confirm: "我已核对小区，并知道谁看得到原因",
    confirmNeeded: "请先勾选确认，再开启更正。",
    button: "开启更正",
  },
  takeBack: "撤回更正",
  takeBackHint: "还没有人动过，可以撤回",
  release: {
    title: (number: number) => `第 ${number} 次发布`,
    text: "只重新计算更正过的小区，其他小区的数据不变；名次和名次范围全部重排。发布后公开页面换成新的，前一次发布仍可查阅。",
    waiting: (n: number, names: string) =>
      `还有 ${n} 个更正没有核定：${names}${n > NAMES_TOLD ? "等" : ""}。全部核定之后才能发布。`,
    ready: (n: number) => `${n} 个更正都已核定。`,
    confirm: "我已看过上面的更正，确认再次发布",
    button: (number: number) => `发布第 ${number} 次`,
  },
  done: {
    corrected: "已开启更正，物业公司可以修改了。",
    takenBack: "已撤回更正，填报恢复原状。",
  },
  filing: {
    title: "更正中",
    text: (day: string, reason: string) => `这一季度已经发布，市级于 ${day} 开启了更正。原因：${reason}`,
    next: "请修改后重新提交。街道核实、区县核定之后，市级会再发布一次。是否逾期仍按第一次提交的时间。",
    sent: "已重新提交。街道核实、区县核定之后，市级会再发布一次。",
    verify: "请像平时一样核实。全部更正核定之后，市级会再发布一次。",
    count: (quarter: string, n: number) => `${quarter}：${n} 个小区`,
    unkept: (quarters: string) =>
      `${quarters}正在更正，而这次更正开启时系统还不留存更正前的数。更正发布之前，本页与它的比较用的是现在填报的数，只供参考。`,
    listed: "这一季度已经发布。标有“更正中”的小区可以修改，其他小区只能查看",
  },
  public: {
    /** The second and later releases of a period. */
    line: (number: number, day: string, estates: number) =>
      estates === 0
        ? `这是第 ${number} 次发布（${day}）。`
        : `这是第 ${number} 次发布（${day}），更正了 ${estates} 个小区。`,
    fixed: "重新核定的数据替换了先前的数据。",
    before: "前一次发布仍可查阅",
    why: "更正了哪些小区，为什么",
    one: (name: string, reason: string) => `${name}：${reason}`,
    inQuarter: (name: string, quarter: string) => `${name}（${quarter}）`,
    more: (n: number) => `另有 ${n} 个，见这次发布的 JSON`,
    own: (reason: string, quarter: string) =>
      `本小区${quarter === "" ? "" : ` ${quarter}`}的数据已经更正。原因：${reason}`,
  },
  requests,
  rules: {
    ...requests.rules,
    correction_reason_short: (p: With) => `原因有 ${p["length"]} 个字，至少 ${p["min"]} 个。请写明哪里有误。`,
    correction_estate_missing: (_: With) => "请填写要更正的小区。",
    correction_estate_unknown: (_: With) =>
      "这一季度的发布里没有这个小区。请核对名称，或填它在网址里的代号。",
    correction_estate_several: (p: With): string =>
      Number(p["n"]) > ESTATES_OFFERED
        ? `相近的小区太多，请写得更全一些，或从前 ${ESTATES_OFFERED} 个里选择。`
        : "请从列出的小区里选择一个。",
  },
  refusals: {
    ...requests.refusals,
    not_released: (_: With) => "这一季度还没有发布，不需要更正：填报可以直接退回修改。",
    correction_open: (p: With) => `${p["name"]}已经在更正，不需要再次开启。`,
    correction_over: (_: With) => "这个更正已经发布或已经撤回。请刷新页面查看。",
    correction_begun: (_: With) => "已经有人修改或核查这份填报，更正不能再撤回。照原样重新提交、核定即可。",
    correction_none: (_: With) => "这一季度已经发布，也没有开启更正，不需要再次发布。",
    correction_unverified: (p: With) =>
      `还有 ${p["n"]} 个更正没有核定，不能发布：${p["names"]}${Number(p["n"]) > NAMES_TOLD ? "等" : ""}。请等区县核定，或撤回还没有动过的更正。`,
  },
}

/** What was done, by the action of its audit event. */
export const correctionActions = {
  "correction.open": "开启更正",
  ...requestActions,
  "correction.take_back": "撤回更正",
}

/** Changed fields that are known by a word. */
export const correctionFields = {
  openedAt: "开启时间",
  takenBackAt: "撤回时间",
  releaseNumber: "第几次发布",
  corrections: "更正数",
}

/** Problems of requests to /api/v1, by code. */
export const correctionProblems = {
  ...requestProblems,
  not_released: {
    title: "还没有发布",
    why: "更正是对已发布的季度做的；这一季度还没有发布。",
    mend: "填报可以直接退回（return）修改。",
  },
  correction_open: {
    title: "已经在更正",
    why: "这个小区这一季度已经开启更正，还没有再次发布。",
    mend: "GET …/corrections 看它的状态，不需要再次开启。",
  },
  correction_over: {
    title: "更正已经结束",
    why: "这个更正已经随一次发布结束，或者已经撤回。",
    mend: "GET …/corrections 看它的状态；需要时开启新的更正。",
  },
  correction_begun: {
    title: "更正不能再撤回",
    why: "开启之后已经有人修改或核查了这份填报。",
    mend: "照原样重新提交、核定即可。",
  },
  correction_none: {
    title: "不需要再次发布",
    why: "这一季度已经发布，之后没有开启更正。",
    mend: "有误时先 POST …/corrections。",
  },
  correction_unverified: {
    title: "更正还没有核定",
    why: "开启的更正要全部核定才能再次发布；还没有核定的小区在 parameters.names 里。",
    mend: "等区县核定，或撤回还没有动过的更正。",
  },
}
