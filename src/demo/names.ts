// Invented names of the kind that an English school's lists hold, from several cultures in believable proportion. First and
// family names are drawn apart, so that no full name is anybody's; sets that would often meet as a famous person are left out.
import type { Chance } from "./chance.ts";

export interface InventedName {
  readonly first: string;
  readonly family: string;
}

interface NameSet {
  readonly first: readonly string[];
  readonly family: readonly string[];
}

const words = (text: string): string[] => text.split(" ").map((word) => word.replaceAll("_", " "));

const nameSets: readonly (readonly [set: NameSet, weight: number])[] = [
  [english(), 44],
  [welshAndIrish(), 8],
  [pakistaniAndBangladeshi(), 12],
  [indian(), 8],
  [westAfrican(), 6],
  [eastAfrican(), 4],
  [polishAndRomanian(), 7],
  [turkish(), 3],
  [caribbean(), 4],
  [chinese(), 2],
  [arabic(), 2],
];

/** A child's name. About 1 in 12 has a family name from another of the sets, as families do. */
export function childName(chance: Chance): InventedName {
  const set = chance.weighted(nameSets);
  const familySet = chance.chance(1 / 12) ? chance.weighted(nameSets) : set;
  return { first: chance.pick(set.first), family: chance.pick(familySet.family) };
}

/** A member of staff's name, with first names of an older generation. */
export function adultName(chance: Chance): InventedName {
  return chance.chance(0.65)
    ? { first: chance.pick(olderFirstNames()), family: chance.pick(english().family) }
    : childName(chance);
}

function olderFirstNames(): string[] {
  return words(
    "Alison Andrea Beverley Carol Claire Dawn Deborah Donna Elaine Gillian Hannah Heather Helen Jackie Janet Jo Julie Karen Kate Kerry Laura Linda Lisa Lorraine Louise Lynne Mandy Maureen Michelle Natalie Nicola Pam Paula Rachel Rebecca Ruth Sandra Sharon Sheila Stacey Sue Tina Tracey Vicky Wendy Andrew Colin Craig Dean Graham Ian Keith Martin Neil Nigel Paul Phil Richard Simon Steve Tim",
  );
}

function english(): NameSet {
  return {
    first: words(
      "Alfie Amelia Annabel Archie Arthur Ava Barnaby Beatrice Bella Bertie Blake Bobby Bonnie Charlie Chloe Daisy Daniel Darcey Dexter Edith Eliza Elsie Emily Erin Ethan Evelyn Evie Felix Finley Florence Frankie Freddie Freya George Grace Gracie Harriet Harrison Harvey Heidi Henry Hugo Imogen Isaac Isabelle Isla Ivy Jack Jasmine Jenson Jessica Joshua Jude Lacey Leo Lily Logan Lola Lottie Lucas Lyla Maddison Maisie Martha Mason Matilda Max Mia Millie Molly Nancy Ned Nell Noah Oliver Olive Ollie Orla Oscar Penny Phoebe Poppy Ralph Reggie Reuben Robyn Ronnie Rory Rosie Ruby Rupert Sebastian Sienna Skye Sonny Stanley Summer Teddy Theo Thomas Tilly Toby Violet Wilf William Willow Zac Zara",
    ),
    family: words(
      "Abbott Allsop Ashby Atkins Bagshaw Barlow Barratt Beckett Bellamy Birch Blythe Bradshaw Bramley Brook Bunting Burrows Cartwright Chadwick Clayton Coles Cotterill Cousins Crabtree Darby Dawkins Dobson Duckett Eastwick Ellwood Fairley Farrow Fenwick Finch Fletcher Forshaw Gale Garside Gilpin Goddard Goodall Greaves Hadley Hallam Hartley Haywood Heath Hewitt Hobson Holcroft Hollis Horton Hurst Ingram Jessop Keeble Kendrick Kirkby Langley Lockwood Mallory Marlow Mayhew Merrick Millward Naylor Norris Oakley Orchard Padley Parrish Peacock Penfold Pickering Plummer Prescott Radford Rayner Redfern Ridley Rowley Sadler Scargill Sharples Shipley Skelton Stanway Stokoe Sutcliffe Tattersall Thackray Thirlwell Tranter Tuckwell Underhill Wadsworth Wainright Wakefield Whitlock Widdowson Winfield Woodall Wragg Yardley",
    ),
  };
}

function welshAndIrish(): NameSet {
  return {
    first: words(
      "Aoife Bethan Cadi Callum Caoimhe Cerys Cian Conor Dylan Eira Elin Ewan Fergus Gethin Iwan Kian Mabli Macsen Maeve Megan Niamh Nia Oisin Osian Owain Patrick Rhys Roisin Ronan Saoirse Seren Siobhan Tomos",
    ),
    family: words(
      "Bevan Brennan Cadwallader Cullinane Daly Doherty Duggan Fagan Gallagher Geraghty Hughes Kavanagh Llewellyn Madigan Maguire McCreadie Meredith Morgan Mulcahy O'Hare Parry Powell Prosser Pugh Quigley Rafferty Rees Tierney Tudor Vaughan",
    ),
  };
}

function pakistaniAndBangladeshi(): NameSet {
  return {
    first: words(
      "Aaliyah Abdullah Adeel Aisha Aleena Amina Anaya Ayaan Bilal Eshal Fahad Faizan Fatima Habiba Haider Hamza Haris Hiba Ibrahim Inaya Ismail Junaid Khadija Laiba Mahnoor Maryam Mikaeel Musa Nabeel Nimra Raheem Rayyan Rumaysa Saad Safa Saira Sumaiya Taha Talha Tasnim Umar Yahya Yusra Zainab Zayan Zoya",
    ),
    family: words(
      "Abbasi Akhtar Alam Anwar Ashraf Aslam Aziz Bashir Begum Butt Chaudhry Choudhury Dar Hafeez Hussain Iqbal Islam Jabeen Javed Khatun Mahmood Mirza Miah Mughal Nazir Qureshi Rafiq Rashid Riaz Saleem Shafiq Siddiqui Sultana Tariq Uddin Yaqoob Yousaf Zaman",
    ),
  };
}

function indian(): NameSet {
  return {
    first: words(
      "Aadhya Aarav Advik Anika Anvi Arjun Avni Dev Diya Harleen Harpreet Ishaan Jasleen Jeevan Kavya Kiran Krish Manraj Meera Navdeep Neel Nikhil Nisha Parth Pavan Priya Rohan Sahib Sanvi Simran Tanvi Tejas Veer Vihaan",
    ),
    family: words(
      "Ahluwalia Bains Bansal Bhatt Chahal Chopra Desai Dhaliwal Gill Grewal Iyer Jadeja Joshi Kapadia Menon Mistry Nair Panchal Parmar Patel Pillai Purewal Rana Sandhu Sethi Shah Sidhu Solanki Thakkar Trivedi Varghese",
    ),
  };
}

function westAfrican(): NameSet {
  return {
    first: words(
      "Abena Adaeze Ade Akosua Amara Ayomide Chidi Chinedu Ebele Ekow Emeka Esi Folake Ifeoma Ikenna Kofi Kwame Kwesi Nana Ngozi Obinna Oluchi Omolara Seyi Temi Tobi Tolu Uche Yaa Zikora",
    ),
    family: words(
      "Abiola Acheampong Adebayo Adeyemi Adjei Afolabi Agyeman Akande Ampofo Amoah Asante Balogun Boakye Danso Eze Frimpong Ibe Mensah Nwosu Obi Odunsi Ofori Okafor Okonkwo Olawale Onyango Oppong Osei Owusu Quaye Sarpong Tetteh",
    ),
  };
}

function eastAfrican(): NameSet {
  return {
    first: words(
      "Abdirahman Abshir Amal Asha Ayan Deqa Filsan Guled Hanad Hodan Idil Ifrah Jamal Kaltun Khalid Liban Mahad Nasteho Nimo Sagal Samira Selam Shukri Sumaya Warsame Yonas Yusuf Zakaria",
    ),
    family: words(
      "Abdi Abdullahi Aden Adan Barre Dahir Dirie Egal Elmi Gebre Guleid Haile Hersi Hirsi Isse Jama Mohamud Nur Osman Roble Samatar Shire Tesfaye Warfa Yassin",
    ),
  };
}

function polishAndRomanian(): NameSet {
  return {
    first: words(
      "Adrian Alicja Amelia Andrei Antoni Bianca Bogdan Daria Emilia Filip Franciszek Gabriela Hanna Ilinca Ioana Jakub Julia Kacper Kornelia Kuba Lena Luca Maja Matei Mihai Mikolaj Natalia Nikola Oliwia Oskar Patrycja Radu Raluca Sofia Stefan Szymon Tymon Wiktor Wiktoria Zofia Zuzanna",
    ),
    family: words(
      "Albu Baran Bielak Bratu Cegielski Cojocaru Czaja Dragan Dumitru Dudek Gorski Ionescu Jablonski Jasinska Kaminski Kowalczyk Krawczyk Lis Lupu Majewski Manea Mazur Moraru Munteanu Nowak Oprea Pawlak Pietrzak Popa Rusu Sikora Stan Stoica Szulc Tomczak Ungureanu Wilk Wrobel Zajac",
    ),
  };
}

function turkish(): NameSet {
  return {
    first: words(
      "Asya Aylin Baris Berat Beren Cem Deniz Defne Ece Ela Elif Emir Emre Eren Kaan Kerem Lara Melis Mert Nehir Ozan Pinar Selin Yagmur Yusuf Zeynep",
    ),
    family: words(
      "Acar Aksoy Arslan Aydin Bulut Celik Cetin Demirel Dogan Erdem Gunes Kaplan Kaya Keskin Korkmaz Koc Ozdemir Polat Sahin Tekin Turan Yalcin Yavuz Yildirim",
    ),
  };
}

function caribbean(): NameSet {
  return {
    first: words(
      "Aaliyah Amari Andre Asia Chanel Dante Deja Dion Elijah Ezra Imani Isaiah Jada Jaylen Jerome Kai Kayla Keziah Kymani Malachi Micah Naomi Nevaeh Ramiah Renee Shanice Shiloh Tahlia Tiana Tyrese Zion",
    ),
    family: words(
      "Alleyne Baptiste Beckford Blackwood Braithwaite Burrell Campbell Cudjoe Dacres Forde Francis Greenidge Holness Joseph Lashley McKenzie Nembhard Palmer Pinnock Pommells Samuels Senior Small Thorpe Weekes Wedderburn",
    ),
  };
}

function chinese(): NameSet {
  return {
    first: words(
      "Chun Enyi Haoran Hoi_Ching Jia Jiayi Jingyi Kaylee Ka_Ho Lok_Yin Mei Ming Rui Sze Tsz_Yan Wai Xin Xinyi Yat_Long Yichen Yifan Ying Zihan",
    ),
    family: words(
      "Au Cheng Cheung Chiu Choi Deng Fang Fung Guo Ho Hui Kwok Lai Lau Leung Liang Lo Luo Mak Ng Pang Poon Shen Tam Tang Tsang Tse Wan Xie Yeung Yip Zheng Zhou",
    ),
  };
}

function arabic(): NameSet {
  return {
    first: words(
      "Adam Amir Basma Dana Farah Ghada Hadi Hala Jana Judy Karim Lamar Layan Leen Malak Mayar Nadia Nour Omar Rami Rana Reem Salma Sami Sarah Tala Tarek Yara Yazan Zaid",
    ),
    family: words(
      "Abboud Al-Amin Al-Hadi Al-Najjar Awad Barakat Daoud Darwish Fahmy Fares Ghanem Habib Haddad Hamdan Issa Jaber Kanaan Khoury Mansour Nasser Odeh Qasim Sabbagh Saleh Sayegh Shaheen Suleiman Tahan Younes",
    ),
  };
}
