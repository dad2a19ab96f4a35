import { parts, type NameTable } from './name-table.ts'

export const bengali = {
  region: 'bengali',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Subrata सुब्रत, Debashish देबाशीष, Sourav सौरव, Anirban अनिर्बान, Arindam अरिंदम, Partha पार्थ, Prosenjit प्रसेनजित,
    Rabindra रबींद्र, Ranjan रंजन, Sanjib संजीब, Shankar शंकर, Sukumar सुकुमार, Tapan तपन, Tarun तरुण, Ujjwal उज्ज्वल,
    Bikash बिकाश, Biswajit बिस्वजित, Dipankar दीपंकर, Goutam गौतम, Kaushik कौशिक, Rohit रोहित`),
  female:
    parts(`Ananya अनन्या, Aparna अपर्णा, Barnali बर्नाली, Bidisha बिदिशा, Chandana चंदना, Debjani देबजानी, Ishita इशिता,
    Kakali काकली, Madhumita मधुमिता, Mitali मिताली, Moushumi मौसुमी, Nandita नंदिता, Paromita पारोमिता, Rupa रूपा,
    Sharmila शर्मिला, Shreya श्रेया, Sudeshna सुदेष्णा, Sulekha सुलेखा, Tanushree तनुश्री, Mousumi मौसुमी`),
  family: parts(`Banerjee बनर्जी, Chatterjee चटर्जी, Mukherjee मुखर्जी, Ganguly गांगुली, Bose बोस, Basu बसु, Ghosh घोष, Sen सेन,
    Das दास, Dutta दत्ता, Datta दत्ता, Roy रॉय, Saha साहा, Mondal मंडल, Biswas बिस्वास, Sarkar सरकार, Chakraborty चक्रवर्ती,
    Bhattacharya भट्टाचार्य, Majumdar मजूमदार, Nandi नंदी`),
} as const satisfies NameTable

export const muslim = {
  region: 'muslim',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Imran इमरान, Faisal फैसल, Salim सलीम, Saleem सलीम, Abdul Rahman अब्दुलरहमान, Mohammed Yusuf मोहम्मदयूसुफ,
    Mohammad Arif मोहम्मदआरिफ़, Asif आसिफ, Irfan इरफान, Javed जावेद, Nadeem नदीम, Naseer नसीर, Rafiq रफीक, Riyaz रियाज़,
    Sajid साजिद, Shahid शाहिद, Shakeel शकील, Tariq तारिक, Wasim वसीम, Yasin यासीन, Zubair ज़ुबैर, Zakir ज़ाकिर, Aslam असलम,
    Iqbal इकबाल, Farhan फरहान, Ayaan अयान, Rehan रेहान, Hamid हामिद`),
  female:
    parts(`Rehana रेहाना, Fatima फातिमा, Ayesha आयशा, Aisha आयशा, Zainab ज़ैनब, Shabana शबाना, Nasreen नसरीन, Yasmeen यास्मीन,
    Yasmin यास्मीन, Rukhsana रुखसाना, Shaheen शाहीन, Tabassum तबस्सुम, Nazneen नाज़नीन, Farzana फरज़ाना, Mumtaz मुमताज़,
    Noorjahan नूरजहाँ, Salma सलमा, Sakina सकीना, Sana सना, Sultana सुल्ताना, Zarina ज़रीना, Hina हिना, Amina अमीना, Shirin शिरीन,
    Afreen आफरीन, Mehrunnisa मेहरुन्निसा, Khadija खदीजा, Bilkis बिल्किस`),
  family: parts(`Shaikh शेख, Sheikh शेख, Khan खान, Ansari अंसारी, Qureshi कुरैशी, Siddiqui सिद्दीकी, Sayyed सय्यद, Syed सय्यद,
    Pathan पठान, Mulla मुल्ला, Inamdar इनामदार, Attar अत्तार, Bagwan बागवान, Momin मोमीन, Tamboli तांबोळी, Patel पटेल,
    Mujawar मुजावर, Nadaf नदाफ, Kazi काज़ी, Mirza मिर्ज़ा, Baig बेग, Begum बेगम, Hussain हुसैन, Maniyar मणियार`),
} as const satisfies NameTable

export const christian = {
  region: 'christian',
  script: 'devanagari',
  pattern: 'given-family',
  male: parts(`Joseph जोसेफ, Thomas थॉमस, Anthony एंथनी, Francis फ्रान्सिस, Peter पीटर, Paul पॉल, John जॉन, Michael मायकल,
    Dominic डॉमिनिक, Xavier झेवियर, Lawrence लॉरेन्स, Felix फेलिक्स, Agnelo अग्नेलो, Savio सावियो, Melvin मेल्विन, Nelson नेल्सन,
    Rohan रोहन, Kevin केविन, Ryan रायन, Daniel डॅनियल`),
  female: parts(`Mary मेरी, Sara सारा, Maria मारिया, Teresa तेरेसा, Rose रोझ, Agnes अॅग्नेस, Philomena फिलोमिना, Lourdes लूर्डेस,
    Cecilia सेसिलिया, Juliana ज्युलियाना, Rita रीटा, Veronica व्हेरोनिका, Sharon शॅरन, Sheryl शेरिल, Nicole निकोल, Ancy अँसी,
    Elizabeth एलिझाबेथ, Grace ग्रेस, Flavia फ्लेव्हिया, Jennifer जेनिफर`),
  family: parts(`D’Souza डिसोझा, Fernandes फर्नांडिस, Pereira परेरा, Rodrigues रॉड्रिग्ज, Lobo लोबो, Pinto पिंटो, Dias डायस,
    Gomes गोम्स, Mascarenhas मस्करेन्हास, Noronha नोरोन्हा, D’Mello डिमेलो, D’Costa डिकोस्टा, Coutinho कुटिन्हो, Menezes मिनेझिस,
    Almeida अल्मेडा, Braganza ब्रगान्झा, Carvalho कार्व्हालो, Sequeira सिक्वेरा, Monteiro मोंतेरो, Saldanha साल्दान्हा`),
} as const satisfies NameTable
