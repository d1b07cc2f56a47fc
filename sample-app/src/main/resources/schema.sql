CREATE TABLE product (
  item  VARCHAR(40)   PRIMARY KEY,
  price DECIMAL(8, 2) NOT NULL,
  stock INT           NOT NULL CHECK (stock >= 0)
);

INSERT INTO product VALUES ('kettle', 39.90, 3), ('mug', 12.00, 200), ('tea', 4.50, 1000);

CREATE TABLE purchase (
  id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item      VARCHAR(40) NOT NULL REFERENCES product,
  quantity  INT         NOT NULL,
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- H2 has no statement that waits. The signature is needed since Java 19, where there are two.
CREATE ALIAS pause FOR 'java.lang.Thread.sleep(long)';
