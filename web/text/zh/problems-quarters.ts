import { exemptionProblems } from "./exemptions.ts"
import { extensionProblems } from "./extensions.ts"
import type { ProblemWords } from "./problem-words.ts"

/** Problems of closing, opening again and releasing a quarter. */
export const quarterProblems = {
  ...extensionProblems,
  ...exemptionProblems,
  not_stalled: {
    title: "发布没有停住",
    why: "只有停住的发布可以重新启动。",
    mend: "GET …/release 看进度；stalled 为 true 时再试。",
  },
  not_ended: {
    title: "季度还没有结束",
    why: "关账和发布要等季度结束。",
    mend: "季度最后一天之后再试。",
  },
  already_closed: {
    title: "已经关过账",
    why: "本区县这一季度之前已经关账。",
    mend: "不需要再做。",
  },
  not_closed: {
    title: "没有关账",
    why: "这个区县这一季度没有关账。",
    mend: "不需要再做。",
  },
  quarter_in_use: {
    title: "季度已经在用",
    why: "已经有人填写、关账或发布。",
    mend: "不能删除；需要时调整截止日。",
  },
  preliminary_stands: {
    title: "已经初步发布",
    why: "初步发布之后，只有市级可以重新开放区县；截止日不能再调整。",
    mend: "请联系市级主管部门。",
  },
  preliminary_missing: {
    title: "还没有初步发布",
    why: "本市设了核对期：先初步发布，各公司核对之后才能正式发布。",
    mend: "POST …/quarters/:quarter/preliminary。",
  },
  preliminary_outdated: {
    title: "有小区没有核对过",
    why: "上次初步发布之后，有区县关账或重新关账。",
    mend: "再做一次初步发布。",
  },
  window_open: {
    title: "核对期没有结束",
    why: "正式发布要等核对期结束。",
    mend: "GET …/quarters/:quarter 看 preliminary.windowDay，之后再试。",
  },
  window_over: {
    title: "核对期已经结束",
    why: "初步发布的更正申请只在核对期内受理。",
    mend: "正式发布之后可以再提。",
  },
  nothing_closed: {
    title: "还没有区县关账",
    why: "初步发布只计算已关账区县里核定的小区。",
    mend: "等至少一个区县关账。",
  },
  release_running: {
    title: "正在发布",
    why: "这一季度的发布还没有完成。",
    mend: "GET …/release 看进度。",
  },
} satisfies Record<string, ProblemWords>
