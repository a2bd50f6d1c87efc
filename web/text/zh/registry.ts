/** Words of estates, tenures and places. */
export const registry = {
  title: "小区登记",
}
