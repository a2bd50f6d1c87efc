import { evidenceProblems } from "./evidence.ts"

/** Problems of filing books, and of the evidence that goes along. */
export const bookProblems = {
  ...evidenceProblems,
  sending_changed: {
    title: "名单里有的不能照看到的样子提交",
    why: "一起提交的，全部提交或一个也不提交。",
    mend: "重新读取名单（GET …/sending），再提交。",
  },
  verifying_changed: {
    title: "名单里有的不能照看到的样子通过",
    why: "一起核查的，全部通过或一份也不通过；有新标记或被改动的列在说明里。",
    mend: "重新读取这些填报，逐份核查有标记的，其余的再一起通过。",
  },
  book_faults: {
    title: "表格里有不能写入的行",
    why: "整个检查，有一行不对就一行也不写入。",
    mend: "改好 faults 里的各处再传，或用 which=good 只写入没有错的行。",
  },
  book_same: {
    title: "没有一格不同",
    why: "文件里的每个数都已经保存过。",
    mend: "不需要重来。",
  },
}
