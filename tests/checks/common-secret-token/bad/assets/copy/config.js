var mail = "SG{|}.ah{|}qSIj{|}OugM1yTMAd7V3DnI.8lFPPwtV5ASPZHu8qRtZHjQMhuOzE95B9EgE0VrbBGI";
