import { extensionProblems } from "./extensions.ts"
import type { ProblemWords } from "./problem-words.ts"

/** Problems of closing, opening again and releasing a quarter. */
export const quarterProblems = {
  ...extensionProblems,
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
  release_running: {
    title: "正在发布",
    why: "这一季度的发布还没有完成。",
    mend: "GET …/release 看进度。",
  },
} satisfies Record<string, ProblemWords>
