import { parts, type NameTable } from './name-table.ts'

export const gujarati = {
  region: 'gujarati',
  script: 'devanagari',
  pattern: 'given-father-family',
  male: parts(`Jignesh जिग्नेश, Hardik हार्दिक, Bhavesh भावेश, Chirag चिराग, Dharmesh धर्मेश, Hitesh हितेश, Jayesh जयेश, Ketan केतन,
    Kalpesh कल्पेश, Mitesh मितेश, Nirav नीरव, Paresh परेश, Parth पार्थ, Pinakin पिनाकिन, Rakesh राकेश, Rameshbhai रमेशभाई,
    Kantilal कांतिलाल, Chimanlal चिमनलाल, Mansukhlal मनसुखलाल, Bharat भरत, Haresh हरेश, Dhruv ध्रुव, Vivaan विवान, Yash यश`),
  female:
    parts(`Hetal हेतल, Bhavna भावना, Bhavika भाविका, Chetna चेतना, Daksha दक्षा, Dipti दीप्ति, Falguni फाल्गुनी, Hansa हंसा,
    Heena हीना, Hiral हिरल, Jagruti जागृति, Jalpa जल्पा, Kokilaben कोकिलाबेन, Komal कोमल, Krupa कृपा, Manjulaben मंजुलाबेन,
    Nayana नयना, Parul पारुल, Pragna प्रज्ञा, Rupal रूपल, Sejal सेजल, Trupti तृप्ति, Urvi उर्वी, Zankhana झंखना`),
  family:
    parts(`Patel पटेल, Shah शाह, Mehta मेहता, Desai देसाई, Parikh पारीख, Trivedi त्रिवेदी, Dave दवे, Joshi जोशी, Bhatt भट्ट,
    Pandya पंड्या, Modi मोदी, Gandhi गांधी, Parmar परमार, Solanki सोलंकी, Chavda चावडा, Vaghela वाघेला, Panchal पंचाल, Soni सोनी,
    Thakkar ठक्कर, Kothari कोठारी, Sanghvi संघवी, Doshi दोशी, Vora वोरा, Zaveri झवेरी`),
} as const satisfies NameTable

export const punjabi = {
  region: 'punjabi',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Harpreet Singh हरप्रीत सिंह, Gurpreet Singh गुरप्रीत सिंह, Manpreet Singh मनप्रीत सिंह, Jaspreet Singh जसप्रीत सिंह,
    Amarjit Singh अमरजीत सिंह, Baldev Singh बलदेव सिंह, Balwinder Singh बलविंदर सिंह, Daljit Singh दलजीत सिंह,
    Gurmeet Singh गुरमीत सिंह, Harjinder Singh हरजिंदर सिंह, Jagjit Singh जगजीत सिंह, Jasbir Singh जसबीर सिंह,
    Kulwant Singh कुलवंत सिंह, Mohinder Singh मोहिंदर सिंह, Paramjit Singh परमजीत सिंह, Ranjit Singh रणजीत सिंह,
    Sukhdev Singh सुखदेव सिंह, Surinder Singh सुरिंदर सिंह, Tejinder Singh तेजिंदर सिंह, Varun वरुण`),
  female: parts(`Harpreet Kaur हरप्रीत कौर, Gurpreet Kaur गुरप्रीत कौर, Manpreet Kaur मनप्रीत कौर, Simran Kaur सिमरन कौर,
    Amarjit Kaur अमरजीत कौर, Baljit Kaur बलजीत कौर, Daljit Kaur दलजीत कौर, Gurmeet Kaur गुरमीत कौर, Harjit Kaur हरजीत कौर,
    Jasbir Kaur जसबीर कौर, Kulwinder Kaur कुलविंदर कौर, Navneet Kaur नवनीत कौर, Paramjit Kaur परमजीत कौर,
    Rajwinder Kaur राजविंदर कौर, Rupinder Kaur रूपिंदर कौर, Satwant Kaur सतवंत कौर, Sukhwinder Kaur सुखविंदर कौर, Jasleen जसलीन`),
  family: parts(`Gill गिल, Sidhu सिद्धू, Sandhu संधू, Dhillon ढिल्लों, Grewal ग्रेवाल, Bajwa बाजवा, Arora अरोड़ा, Chopra चोपड़ा,
    Kapoor कपूर, Khanna खन्ना, Malhotra मल्होत्रा, Bedi बेदी, Anand आनंद, Sethi सेठी, Bhatia भाटिया, Ahluwalia अहलूवालिया,
    Kohli कोहली, Walia वालिया`),
} as const satisfies NameTable
