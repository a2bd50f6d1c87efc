/** What a text that everybody will read is refused with, wherever it is typed. */
export const publicTextSensitive =
  "公开的文字不能写出关怀、探访、纠纷的数量：人数少时会被推算出来。请改写为“所述情况涉及人数很少的数据，依公开规则不说明具体数量，已另行答复。”"
