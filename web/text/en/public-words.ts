export const publicTextSensitive =
  "A public text about care, visits or disputes cannot give numbers, say which way they went, what was changed or who claimed what: small counts could be worked back. Write instead: “This is about data of very few persons; by the rule of disclosure no numbers are given here. It has been answered in writing.”"
