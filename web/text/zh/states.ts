/** How a value is told apart, by its code. */
export const states = {
  reported: "自报",
  community_checked: "社区核实",
  street_verified: "街道核实",
  verified: "区级核定",
  spot_checked: "抽查",
  press: "报道",
  missing: "未报送",
  not_applicable: "不适用",
  too_few: "基数太小",
  under_check: "核实中",
  suppressed: "不公开（人数过少）",
  unknown: "未公开",
}
