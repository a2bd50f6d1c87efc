import { MOST_ARCHIVES } from "../../../worker/domain/leaving/export.ts"
import type { ProblemWords } from "./problem-words.ts"

/** Problems of requests about files, places and exports, by code. */
export const registryProblems = {
  clerks_same: {
    title: "分工没有变",
    why: "各行与现在的分工一样。",
    mend: "不需要再做。",
  },
  import_faults: {
    title: "文件不能录入",
    why: "文件有误，逐行列在 faults 里（parameters.row 是行号）；没有列出时，文件里的内容都已存在。什么也没有录入；分配文件里发现的利害关系已登记回避。",
    mend: "按 faults 改正全部行，换新的 Idempotency-Key 再提交。",
  },
  import_unconfirmed: {
    title: "有几处请先核对",
    why: "文件没有错，但有让人起疑的地方，见 faults，例如同名的小区、不清楚社区的代码。什么也没有录入。",
    mend: "核对 faults 所列；属实就加上 confirmed=true，换新的 Idempotency-Key 再提交。",
  },
  place_retired_already: {
    title: "区划已经停用",
    why: "这个区划之前已经停用。",
    mend: "不需要再做；GET 一次看 retiredFrom。",
  },
  place_not_retired: {
    title: "区划没有停用",
    why: "只有停用的区划可以撤销停用。",
    mend: "不需要再做。",
  },
  place_not_empty: {
    title: "下面还有在用的区划",
    why: "下面还有 parameters.n 处在用的区划，不能停用。",
    mend: "先停用下面的区划（社区，再街道），再停用这一处。",
  },
  city_stays: {
    title: "市级区划不能停用",
    why: "它是本市其余区划的上一级。",
    mend: "换成要停用的区县、街道或社区的代码。",
  },
  export_running: {
    title: "已有一个导出正在进行",
    why: "一个机构同时只进行一个导出。",
    mend: "GET /exports 看进度，完成之后直接下载。",
  },
  export_many: {
    title: "导出文件太多",
    why: `还有 parameters.n 个导出文件没有到期，最多留 ${MOST_ARCHIVES} 个。`,
    mend: "直接下载现有的（GET /exports），或等它们到期之后再导出。",
  },
} satisfies Record<string, ProblemWords>
