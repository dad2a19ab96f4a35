import { parts, type NameTable } from './name-table.ts'

/** Kannada and Telugu families, who write Devanagari where they live. */
export const kannadaAndTelugu = {
  region: 'kannada-telugu',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Venkatesh वेंकटेश, Manjunath मंजुनाथ, Basavaraj बसवराज, Raghavendra राघवेंद्र, Shivakumar शिवकुमार,
    Nagaraj नागराज, Srinivas श्रीनिवास, Ramakrishna रामकृष्ण, Chandrashekhar चंद्रशेखर, Prakash प्रकाश, Arvind अरविंद,
    Aravind अरविंद, Balaji बालाजी, Sudhakar सुधाकर, Prabhakar प्रभाकर, Ravikumar रविकुमार, Mallikarjun मल्लिकार्जुन,
    Anand आनंद, Girish गिरीश, Harish हरीश, Naveen नवीन, Praveen प्रवीण, Kishore किशोर, Phani फणी, Surya सूर्या`),
  female: parts(`Lakshmi लक्ष्मी, Vijayalakshmi विजयालक्ष्मी, Padmavathi पद्मावती, Saraswathi सरस्वती, Shailaja शैलजा,
    Sujatha सुजाता, Sowmya सौम्या, Bhavani भवानी, Bhagyalakshmi भाग्यलक्ष्मी, Anuradha अनुराधा, Annapurna अन्नपूर्णा,
    Kalyani कल्याणी, Madhavi माधवी, Nagaratna नागरत्ना, Pushpalatha पुष्पलता, Ratna रत्ना, Roopa रूपा, Savitramma सावित्रम्मा,
    Shashikala शशिकला, Sridevi श्रीदेवी, Swapna स्वप्ना, Tulasi तुलसी, Yashoda यशोदा, Chaitra चैत्रा, Keerthi कीर्ति`),
  family:
    parts(`Rao राव, Reddy रेड्डी, Shetty शेट्टी, Hegde हेगडे, Bhat भट, Gowda गौडा, Naidu नायडू, Murthy मूर्ति, Moorthy मूर्ति,
    Hiremath हिरेमठ, Kulkarni कुलकर्णी, Acharya आचार्य, Pai पै, Kamath कामत, Nayak नायक, Shenoy शेणॉय, Chowdary चौधरी,
    Sastry शास्त्री, Prasad प्रसाद, Raju राजू, Varma वर्मा, Iyengar अयंगार, Desai देसाई, Angadi अंगडी`),
} as const satisfies NameTable

export const malayali = {
  region: 'malayali',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Anoop अनूप, Biju बिजू, Gopinathan गोपीनाथन, Hari हरि, Jayan जयन, Krishnakumar कृष्णकुमार, Madhu मधु,
    Mohanan मोहनन, Narayanan नारायणन, Padmanabhan पद्मनाभन, Pradeep प्रदीप, Rajeev राजीव, Ramachandran रामचंद्रन, Sasi शशि,
    Sreekumar श्रीकुमार, Sreejith श्रीजित, Suresh सुरेश, Unnikrishnan उन्नीकृष्णन, Vasudevan वासुदेवन, Vinod विनोद, Arjun अर्जुन,
    Thomas थॉमस, Joseph जोसेफ, Mathew मैथ्यू`),
  female:
    parts(`Anjali अंजली, Girija गिरिजा, Ammini अम्मिणी, Bindu बिंदू, Deepa दीपा, Devaki देवकी, Geetha गीता, Indira इंदिरा,
    Jayasree जयश्री, Karthika कार्तिका, Latha लता, Leela लीला, Lekshmi लक्ष्मी, Maya माया, Parvathy पार्वती, Radhamani राधामणि,
    Rema रेमा, Sandhya संध्या, Sathi सती, Sobha शोभा, Sreeja श्रीजा, Sreelakshmi श्रीलक्ष्मी, Vasanthi वासंती, Aswathy अश्वती`),
  family:
    parts(`Nair नायर, Menon मेनन, Nambiar नंबियार, Pillai पिल्लई, Kurup कुरुप, Panicker पणिक्कर, Warrier वारियर, Varma वर्मा,
    Kurian कुरियन, Chacko चाको, Varghese वर्गीस, Nambiyar नंबियार, Thampi थंपी, Namboothiri नंबूतिरी, Marar मारार`),
} as const satisfies NameTable
