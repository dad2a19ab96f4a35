import { parts, type NameTable } from './name-table.ts'

export const hindi = {
  region: 'hindi',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Rajesh राजेश, Ramesh रमेश, Mukesh मुकेश, Dinesh दिनेश, Manoj मनोज, Pankaj पंकज, Deepak दीपक, Vivek विवेक,
    Arun अरुण, Ravi रवि, Shyam श्याम, Gopal गोपाल, Krishna कृष्ण, Hari हरि, Om Prakash ओमप्रकाश, Ramprasad रामप्रसाद,
    Brijesh बृजेश, Awadhesh अवधेश, Kamlesh कमलेश, Satish सतीश, Jitendra जितेंद्र, Narendra नरेंद्र, Surendra सुरेंद्र,
    Virendra वीरेंद्र, Abhishek अभिषेक, Anurag अनुराग, Gaurav गौरव, Saurabh सौरभ, Nikhil निखिल, Ankit अंकित, Amit अमित,
    Sumit सुमित, Rohit रोहित, Mohit मोहित, Vishal विशाल, Ajay अजय, Alok आलोक, Ashutosh आशुतोष, Dev देव, Harsh हर्ष,
    Lokesh लोकेश, Pradeep प्रदीप, Kuldeep कुलदीप, Ramnaresh रामनरेश, Shivam शिवम, Ayush आयुष, Kartik कार्तिक, Reyansh रेयांश`),
  female: parts(`Sita सीता, Gita गीता, Geeta गीता, Radha राधा, Meera मीरा, Mira मीरा, Kiran किरण, Suman सुमन, Poonam पूनम,
    Neelam नीलम, Seema सीमा, Reena रीना, Rani रानी, Priya प्रिया, Pratibha प्रतिभा, Shashi शशि, Kanchan कंचन, Kusum कुसुम,
    Pushpa पुष्पा, Urmila उर्मिला, Vidya विद्या, Saroj सरोज, Shanti शांति, Savitri सावित्री, Munni मुन्नी, Guddi गुड्डी,
    Nisha निशा, Jyoti ज्योति, Aarti आरती, Bharti भारती, Ritu रितु, Neha नेहा, Shweta श्वेता, Anjali अंजलि, Sakshi साक्षी,
    Kajal काजल, Khushi ख़ुशी, Divya दिव्या, Garima गरिमा, Mamta ममता, Babita बबीता, Sarita सरिता, Vimla विमला, Kamla कमला,
    Anamika अनामिका, Sonam सोनम, Pinky पिंकी, Riya रिया`),
  family: parts(`Sharma शर्मा, Verma वर्मा, Varma वर्मा, Gupta गुप्ता, Mishra मिश्रा, Tiwari तिवारी, Tripathi त्रिपाठी,
    Pandey पांडेय, Dubey दुबे, Shukla शुक्ला, Srivastava श्रीवास्तव, Shrivastav श्रीवास्तव, Yadav यादव, Chaudhary चौधरी,
    Choudhary चौधरी, Singh सिंह, Chauhan चौहान, Rathore राठौर, Saxena सक्सेना, Agrawal अग्रवाल, Agarwal अग्रवाल, Jain जैन,
    Maurya मौर्य, Prajapati प्रजापति, Kushwaha कुशवाहा, Jaiswal जायसवाल, Sinha सिन्हा, Prasad प्रसाद, Rai राय, Thakur ठाकुर,
    Rajput राजपूत, Nigam निगम, Bajpai बाजपेयी, Awasthi अवस्थी, Dwivedi द्विवेदी, Upadhyay उपाध्याय, Soni सोनी, Vishwakarma विश्वकर्मा`),
} as const satisfies NameTable
