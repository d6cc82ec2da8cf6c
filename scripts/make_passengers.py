"""
A passenger list like the Titanic's (made up: no such people), and what scikit-learn's encoders make of it.

    /usr/bin/python3 scripts/make_passengers.py

Writes test/golden/passengers.csv (Python's csv writer: CRLF, quotes where needed) and test/golden/passengers.json:
imputed, standardised, one-hot features with every fifth row held out from the fit.
"""

import csv
import json
import random

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = random.Random(1912)
FIRST = {"male": ["Owen", "William", "Lars", "José", "Ahmed"], "female": ["Laina", "Elizabeth", "Marija", "Anna", "Zoë"]}
LAST = ["O'Dwyer", "Braund", "Van Impe", "Hakkarainen", "de Messemaeker", "Peñasco", "Smith", "Rosblom"]

NAMES = ["PassengerId", "Survived", "Pclass", "Name", "Sex", "Age", "SibSp", "Ticket", "Fare", "Cabin", "Embarked", "Ship"]
rows = []
for i in range(300):
    sex = rng.choices(["male", "female"], [65, 35])[0]
    pclass = rng.choices([1, 2, 3], [25, 20, 55])[0]
    title = "Mr." if sex == "male" else rng.choice(["Mrs.", "Miss."])
    name = '%s, %s %s %s' % (rng.choice(LAST), title, rng.choice(FIRST[sex]), rng.choice(['"Kit"', "", "A", "B", "C"]))
    age = "" if rng.random() < 0.2 else "%g" % (rng.randint(1, 280) / 4)
    fare = "%.4f" % rng.lognormvariate(4.2 - pclass, 0.6)
    cabin = rng.choice("ABCDE") + str(rng.randint(1, 130)) if pclass == 1 and rng.random() < 0.8 else ""
    port = "" if i in (61, 229) else rng.choices(["S", "C", "Q"], [72, 19, 9])[0]
    survived = int(rng.random() < 0.15 + 0.5 * (sex == "female") + 0.1 * (3 - pclass))
    ticket = rng.choice(["", "PC ", "A/5 ", "STON/O2. "]) + str(rng.randint(1000, 399999))
    rows.append([i + 1, survived, pclass, name.strip(), sex, age, rng.choices([0, 1, 2, 4], [68, 23, 6, 3])[0], ticket,
                 fare, cabin, port, "Titanic"])

with open("test/golden/passengers.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(NAMES)
    writer.writerows(rows)

train = [i for i in range(300) if i % 5]


def column(name):
    return [[row[NAMES.index(name)]] for row in rows]


def numbers(name):
    x = np.array([[float(v) if v != "" else np.nan for v in row] for row in column(name)])
    filled = SimpleImputer().fit(x[train])
    present = x[train][~np.isnan(x[train])].reshape(-1, 1)
    return StandardScaler().fit(present).transform(filled.transform(x))


def categories(name):
    x = np.array(column(name), dtype=object)
    filled = SimpleImputer(missing_values="", strategy="most_frequent").fit(x[train]).transform(x)
    return OneHotEncoder(drop="if_binary", sparse_output=False).fit(filled).transform(filled)


parts = [numbers("Pclass"), categories("Sex"), numbers("Age"), numbers("SibSp"), numbers("Fare"), categories("Embarked")]
x = np.hstack(parts)
with open("test/golden/passengers.json", "w") as file:
    json.dump({
        "source": "scripts/make_passengers.py, scikit-learn %s" % sklearn.__version__,
        "inputs": ["Pclass", "Sex=male", "Age", "SibSp", "Fare", "Embarked=C", "Embarked=Q", "Embarked=S"],
        "features": [[round(v, 9) for v in row] for row in x.tolist()],
        "survived": [row[1] for row in rows],
    }, file)
    file.write("\n")
