import type { FirstStep, NeededParty } from "../../../worker/domain/organisation/first-steps.ts"

const steps: Record<FirstStep, { title: string; text: string }> = {
  places: { title: "区划", text: "区县、街道和社区。小区登记在社区里。" },
  organisations: { title: "机构", text: "市、区县、街道主管部门和物业公司，各登记至少一家。" },
  people: { title: "人员", text: "物业公司有人填报，街道有人核实，区县和市级有审批人关账和发布。" },
  estates: { title: "小区", text: "登记小区，并写明由哪家公司管理。" },
  criteria: { title: "评价口径", text: "指标、算法和分档。" },
  quarter: { title: "第一个季度", text: "开启后，物业公司就能填报。" },
}
const parties: Record<NeededParty, string> = {
  city: "市级主管部门",
  district: "区县主管部门",
  street: "街道主管部门",
  company: "物业公司",
}
const by: Record<FirstStep, string> = {
  places: "由平台运营员完成。",
  organisations: "由平台运营员完成。",
  people: "由平台运营员发出邀请。",
  estates: "由平台运营员或市、区县审批人完成。",
  criteria: "由平台的管理人用命令装入。",
  quarter: "由市级审批人开启。",
}

/** 开城步骤 on the desks of the operator and the city. */
export const firstSteps = {
  steps,
  parties,
  /** Whose a step is that the reader cannot do. */
  by,
  finding: (done: number, all: number) =>
    done === all ? `开城步骤：${all} 步都已完成` : `开城步骤：已完成 ${done} 步，还有 ${all - done} 步`,
  done: "✓ 已完成",
  open: "○ 待完成",
  begin: "去完成",
  look: "查看",
  again: "开城步骤已全部完成，再看一遍",
  missing: {
    organisations: (names: string[]) => `还没有登记：${names.join("、")}。`,
    people: (names: string[]) => `还没有能办理的人：${names.join("、")}。`,
  },
  edition: (id: string) => `已装入 ${id}。`,
}
