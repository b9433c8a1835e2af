// What the buttons "Fill in an example" fill in. The names of persons without an office are made up.

export const EXAMPLE_TEXT = [
  "Sadir Zhaparov and Kasim-Jomart Tokaev met in Astana on Monday, a spokesman said. Farrukh Nazarzoda, who speaks ",
  "for the Tajik president, said that Clinton had not been invited. Springfield sends a choir.\n\n",
  "Президент Казахстана Касым-Жомарт Токаев встретил гостей сам. Садыр Жапаров прилетел из Бишкека.\n\n",
  "يلتقي الرئيس قاسم جومارت توكاييف ضيوفه في أستانا، ومنهم سادير جاباروف.\n\n",
  "哈萨克斯坦总统托卡耶夫在阿斯塔纳会见联合国代表。\n",
].join("");

export const EXAMPLE_TABLE = `no;guest;from;remark
1;Меркель, Ангела;Deutschland;"arrives by train; 9:30"
2;Jinbekov;KG;
3;Clinton;United States;"speaks first"
4;Svetlana Tikhanovskaya;Belarus;
5;Karl Niemand;AT;
6;محمد صلاح;Egypt;footballer
`;
